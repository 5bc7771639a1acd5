package io.hongbao.ledger.record;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Records of users. */
interface RecordMapper {

    /** A record as it is stored. */
    record Row(
            long userId,
            String direction,
            String orderNo,
            String kind,
            long amountFen,
            Instant at,
            String greeting,
            @Nullable Long senderId,
            @Nullable Integer shareCount) {

        static Row of(UserRecord line) {
            return new Row(
                    line.user().value(),
                    line.direction().text(),
                    line.packet().value(),
                    line.kind().name(),
                    line.amount().fen(),
                    line.at(),
                    line.greeting(),
                    line.sender() == null ? null : line.sender().value(),
                    line.shares());
        }

        UserRecord toRecord() {
            return new UserRecord(
                    new UserId(userId),
                    RecordDirection.parse(direction).orElseThrow(),
                    new OrderNumber(orderNo),
                    PacketKind.valueOf(kind),
                    new Money(amountFen),
                    at,
                    greeting,
                    senderId == null ? null : new UserId(senderId),
                    shareCount);
        }
    }

    /** Those of {@code rows} whose identity exists. */
    @Select(
            """
            <script>
            select user_id, direction, order_no, kind, amount_fen, at, greeting, sender_id,
                share_count
            from user_record force index (primary)
            where
            <foreach collection="rows" item="row" separator=" or ">
                (user_id = #{row.userId} and direction = #{row.direction}
                and order_no = #{row.orderNo})
            </foreach>
            </script>
            """)
    List<Row> existing(@Param("rows") List<Row> rows);

    /**
     * Adds rows; one that somebody else added since they were read stays as it is. The count says
     * nothing.
     */
    @Insert(
            """
            <script>
            insert into user_record (user_id, direction, order_no, kind, amount_fen, at, greeting,
                sender_id, share_count)
            values
            <foreach collection="rows" item="row" separator=",">
                (#{row.userId}, #{row.direction}, #{row.orderNo}, #{row.kind}, #{row.amountFen},
                #{row.at}, #{row.greeting}, #{row.senderId,jdbcType=BIGINT},
                #{row.shareCount,jdbcType=INTEGER})
            </foreach>
            on duplicate key update user_id = user_record.user_id
            </script>
            """)
    int add(@Param("rows") List<Row> rows);

    @Select(
            """
            <script>
            select user_id, direction, order_no, kind, amount_fen, at, greeting, sender_id,
                share_count
            from user_record
            where user_id = #{user} and direction = #{direction}
            <if test="at != null">
                and (at &lt; #{at} or (at = #{at} and order_no &lt; #{packet}))
            </if>
            order by at desc, order_no desc
            limit #{limit}
            </script>
            """)
    List<Row> page(
            @Param("user") long user,
            @Param("direction") String direction,
            @Param("at") @Nullable Instant at,
            @Param("packet") @Nullable String packet,
            @Param("limit") int limit);
}
