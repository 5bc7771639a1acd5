package io.hongbao.packet.store;

import io.hongbao.contracts.id.IdempotencyKey;
import java.time.Instant;
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
    record WrapRow(
            long senderId, String idemKey, String orderNo, String fingerprint, Instant createdAt) {}

    /** What to look for. */
    record Key(long senderId, String idemKey) {

        static Key of(long sender, IdempotencyKey key) {
            return new Key(sender, key.value());
        }
    }

    /**
     * Locked: a commit whose answer was lost may still be on its way, and is waited for. The
     * primary key is forced, since a scan of a small table would wait for the locks of rows that
     * nobody asked for.
     */
    @Select(
            """
            <script>
            select sender_id, idem_key, order_no, lower(hex(fingerprint)) as fingerprint, created_at
            from wrap_key force index (primary)
            where
            <foreach item="each" collection="keys" separator=" or ">
                (sender_id = #{each.senderId} and idem_key = #{each.idemKey})
            </foreach>
            for update
            </script>
            """)
    List<WrapRow> lock(@Param("keys") List<Key> keys);
}
