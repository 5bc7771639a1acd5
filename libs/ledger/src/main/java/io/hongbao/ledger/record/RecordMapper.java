package io.hongbao.ledger.record;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Reads the lists of users, and forgets a line; {@link RecordRows} writes them. */
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

    /** 1 when there was one of this identity. */
    @Delete(
            """
            delete from user_record
            where user_id = #{userId} and direction = #{direction} and order_no = #{orderNo}
            """)
    int delete(
            @Param("userId") long userId,
            @Param("direction") String direction,
            @Param("orderNo") String orderNo);

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
