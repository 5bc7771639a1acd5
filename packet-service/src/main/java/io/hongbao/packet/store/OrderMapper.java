package io.hongbao.packet.store;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/**
 * The send orders of one table, {@code ${table}}: the variable is replaced once, when the mapper is
 * made. Each update counts 1 when the packet was as expected, 0 when it was not.
 */
interface OrderMapper {

    @Insert(
            """
            insert into send_order_${table}
                (order_no, sender_id, kind, total_fen, share_count, greeting, recipients, wrap_key,
                 lifetime_ms, state, version, fen_left, shares_left, created_at, pay_by, due_at)
            values
                (#{orderNo}, #{senderId}, #{kind}, #{totalFen}, #{shareCount}, #{greeting},
                 #{recipients}, #{wrapKey}, #{lifetimeMs}, #{state}, #{version}, #{fenLeft},
                 #{sharesLeft}, #{createdAt}, #{payBy}, #{dueAt})
            """)
    int insert(OrderRow row);

    /** Opens: only before the end of the packet's time, by the SET's clock. */
    @Update(
            """
            update send_order_${table}
            set state = #{after.state}, version = #{after.version}, fen_left = #{after.fenLeft},
                shares_left = #{after.sharesLeft}, ended_at = #{after.endedAt},
                due_at = #{after.dueAt}
            where order_no = #{after.orderNo} and version = #{version} and state = 'ACTIVE'
                and expires_at > utc_timestamp(3)
            """)
    int open(@Param("after") OrderRow after, @Param("version") int version);

    /** Activates an unpaid or closed packet, only while its time has not passed. */
    @Update(
            """
            update send_order_${table}
            set state = #{after.state}, version = #{after.version}, paid_at = #{after.paidAt},
                expires_at = #{after.expiresAt}, ended_at = null, due_at = #{after.dueAt}
            where order_no = #{after.orderNo} and version = #{version}
                and state in ('UNPAID', 'CLOSED')
                and cast(#{after.expiresAt} as datetime(3)) > utc_timestamp(3)
            """)
    int activate(@Param("after") OrderRow after, @Param("version") int version);

    /** Refunds a paid packet whose time had passed before it became active. */
    @Update(
            """
            update send_order_${table}
            set state = #{after.state}, version = #{after.version}, paid_at = #{after.paidAt},
                expires_at = #{after.expiresAt}, ended_at = #{after.endedAt}, due_at = null
            where order_no = #{after.orderNo} and version = #{version}
                and state in ('UNPAID', 'CLOSED')
                and cast(#{after.expiresAt} as datetime(3)) <= utc_timestamp(3)
            """)
    int refundAtOnce(@Param("after") OrderRow after, @Param("version") int version);

    /** Refunds an active packet, only once its time has passed. */
    @Update(
            """
            update send_order_${table}
            set state = #{after.state}, version = #{after.version}, ended_at = #{after.endedAt},
                due_at = null
            where order_no = #{after.orderNo} and version = #{version} and state = 'ACTIVE'
                and expires_at <= utc_timestamp(3)
            """)
    int refund(@Param("after") OrderRow after, @Param("version") int version);

    /** Closes an unpaid packet, only once the time to pay has passed. */
    @Update(
            """
            update send_order_${table}
            set state = #{after.state}, version = #{after.version}, ended_at = #{after.endedAt},
                due_at = null
            where order_no = #{after.orderNo} and version = #{version} and state = 'UNPAID'
                and pay_by <= utc_timestamp(3)
            """)
    int close(@Param("after") OrderRow after, @Param("version") int version);

    String COLUMNS =
            """
            select order_no, sender_id, kind, total_fen, share_count, greeting, recipients,
                wrap_key, lifetime_ms, state, version, fen_left, shares_left, created_at, pay_by,
                paid_at, expires_at, ended_at, due_at
            """;

    /**
     * The rows that there are, locked until the end of the database transaction, in ascending
     * order. The primary key is forced, since a scan of a small table would wait for the locks of
     * rows that nobody asked for.
     */
    @Select(
            """
            <script>
            """
                    + COLUMNS
                    + """
                    from send_order_${table} force index (primary)
                    where order_no in
                    <foreach item="each" collection="orderNos" open="(" separator="," close=")">
                        #{each}
                    </foreach>
                    order by order_no
                    for update
                    </script>
                    """)
    List<OrderRow> lock(@Param("orderNos") List<String> orderNos);

    /** The rows that there are, as of one moment if the database transaction keeps a snapshot. */
    @Select(
            """
            <script>
            """
                    + COLUMNS
                    + """
                    from send_order_${table}
                    where order_no in
                    <foreach item="each" collection="orderNos" open="(" separator="," close=")">
                        #{each}
                    </foreach>
                    </script>
                    """)
    List<OrderRow> read(@Param("orderNos") List<String> orderNos);

    /** Packets due for a given while, the longest due first. */
    @Select(
            """
            select order_no
            from send_order_${table}
            where due_at <= utc_timestamp(3) - interval #{dueForMs} * 1000 microsecond
            order by due_at
            limit #{rowsMax}
            """)
    List<String> due(@Param("dueForMs") long dueForMs, @Param("rowsMax") int rowsMax);

    @Select("select utc_timestamp(3)")
    Instant now();
}
