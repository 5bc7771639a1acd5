package io.hongbao.packet.store;

import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** Reads the receive orders of one table, {@code ${table}}. */
interface ShareMapper {

    @Select(
            """
            <script>
            select order_no, share_no, user_id, amount_fen, opened_at
            from receive_order_${table}
            where order_no in
            <foreach item="each" collection="orderNos" open="(" separator="," close=")">
                #{each}
            </foreach>
            order by order_no, share_no
            </script>
            """)
    List<ShareRow> read(@Param("orderNos") List<String> orderNos);
}
