package io.hongbao.packet.store;

import io.hongbao.packet.state.WrapKey;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** The idempotency keys of a SET's wraps. */
interface WrapMapper {

    /**
     * A row of {@code wrap_key}.
     *
     * @param fingerprint in hex
     */
    record WrapRow(long senderId, String idemKey, String orderNo, String fingerprint) {}

    /**
     * Locked: a commit whose answer was lost may still be on its way, and is waited for. The
     * primary key is forced, since a scan of a small table would wait for the locks of rows that
     * nobody asked for.
     */
    @Select(
            """
            <script>
            select sender_id, idem_key, order_no, lower(hex(fingerprint)) as fingerprint
            from wrap_key force index (primary)
            where
            <foreach item="each" collection="keys" separator=" or ">
                (sender_id = #{each.sender.value} and idem_key = #{each.key.value})
            </foreach>
            for update
            </script>
            """)
    List<WrapRow> lock(@Param("keys") Collection<WrapKey> keys);
}
