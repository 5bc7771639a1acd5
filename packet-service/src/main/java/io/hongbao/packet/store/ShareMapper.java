package io.hongbao.packet.store;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** The receive orders of one table, {@code ${table}}. */
interface ShareMapper {

    @Insert(
            """
            insert into receive_order_${table} (order_no, share_no, user_id, amount_fen, opened_at)
            values (#{orderNo}, #{shareNo}, #{userId}, #{amountFen}, #{openedAt})
            """)
    int insert(ShareRow row);

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
