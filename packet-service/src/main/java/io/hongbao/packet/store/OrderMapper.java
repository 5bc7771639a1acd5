package io.hongbao.packet.store;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/**
 * Reads the send orders of one table, {@code ${table}}: the variable is replaced once, when the
 * mapper is made. {@link PacketWrites} writes them.
 */
interface OrderMapper {

    String COLUMNS =
            """
            select order_no, sender_id, kind, total_fen, share_count, greeting, recipients,
                wrap_key, lifetime_ms, state, version, fen_left, shares_left, created_at, pay_by,
                paid_at, expires_at, ended_at
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

    /** Locks those of the rows that nobody else has locked. */
    @Select(
            """
            <script>
            select order_no
            from send_order_${table} force index (primary)
            where order_no in
            <foreach item="each" collection="orderNos" open="(" separator="," close=")">
                #{each}
            </foreach>
            for update skip locked
            </script>
            """)
    List<String> lockFree(@Param("orderNos") List<String> orderNos);

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
