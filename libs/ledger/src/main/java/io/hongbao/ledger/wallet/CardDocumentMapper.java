package io.hongbao.ledger.wallet;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Card documents. */
interface CardDocumentMapper {

    /** A wrap as it is stored. */
    record Wrap(long userId, String wrapKey) {}

    @Select(
            """
            <script>
            select number, kind, user_id, order_no, wrap_key, top_up_key, amount_fen, card, state,
                lifetime_ms, pay_by, created_at, decided_at, asks, next_ask_at
            from card_document force index (primary)
            where number in
            <foreach collection="numbers" item="number" open="(" separator="," close=")">#{number}</foreach>
            </script>
            """)
    List<CardRow> ofNumbers(@Param("numbers") Collection<String> numbers);

    @Select(
            """
            <script>
            select number, kind, user_id, order_no, wrap_key, top_up_key, amount_fen, card, state,
                lifetime_ms, pay_by, created_at, decided_at, asks, next_ask_at
            from card_document force index (card_document_of_wrap)
            where
            <foreach collection="wraps" item="wrap" separator=" or ">
                (user_id = #{wrap.userId} and wrap_key = #{wrap.wrapKey})
            </foreach>
            </script>
            """)
    List<CardRow> ofWraps(@Param("wraps") Collection<Wrap> wraps);

    /** The undecided document of a packet, of which there is at most one. */
    @Select(
            """
            select number, kind, user_id, order_no, wrap_key, top_up_key, amount_fen, card, state,
                lifetime_ms, pay_by, created_at, decided_at, asks, next_ask_at
            from card_document
            where user_id = #{user} and open_wrap_key is not null and order_no = #{packet}
            """)
    List<CardRow> undecidedOf(@Param("user") long user, @Param("packet") String packet);

    /** Undecided documents whose time to be asked about has come, the oldest first. */
    @Select(
            """
            select number, kind, user_id, order_no, wrap_key, top_up_key, amount_fen, card, state,
                lifetime_ms, pay_by, created_at, decided_at, asks, next_ask_at
            from card_document
            where next_ask_at <= #{now}
            order by next_ask_at
            limit #{limit}
            """)
    List<CardRow> due(@Param("now") Instant now, @Param("limit") int limit);

    /** The count is the number of rows. */
    @Insert(
            """
            <script>
            insert into card_document (number, kind, user_id, order_no, wrap_key, open_wrap_key,
                top_up_key, amount_fen, card, state, lifetime_ms, pay_by, created_at, asks,
                next_ask_at)
            values
            <foreach collection="rows" item="row" separator=",">
                (#{row.number}, #{row.kind}, #{row.userId}, #{row.orderNo,jdbcType=VARCHAR},
                #{row.wrapKey,jdbcType=VARCHAR}, #{row.wrapKey,jdbcType=VARCHAR},
                #{row.topUpKey,jdbcType=VARCHAR}, #{row.amountFen}, #{row.card}, #{row.state},
                #{row.lifetimeMs,jdbcType=BIGINT}, #{row.payBy,jdbcType=TIMESTAMP},
                #{row.createdAt}, #{row.asks}, #{row.nextAskAt})
            </foreach>
            </script>
            """)
    int add(@Param("rows") List<CardRow> rows);

    /** 1 when the document was undecided, 0 when it was decided before. */
    @Update(
            """
            update card_document
            set state = #{state},
                open_wrap_key = case when #{state} = 'OPEN' then wrap_key end,
                decided_at = #{decidedAt,jdbcType=TIMESTAMP},
                asks = #{asks},
                next_ask_at = #{nextAskAt,jdbcType=TIMESTAMP}
            where number = #{number} and state = 'OPEN'
            """)
    int alter(CardRow row);
}
