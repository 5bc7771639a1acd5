package io.hongbao.catalogue;

import io.hongbao.contracts.routing.WalletSlot;

/**
 * One wallet database and the slots of users it holds.
 *
 * @param url JDBC URL of its primary, without user and password
 * @param slotFrom first slot, 0 to 99
 * @param slotTo last slot, {@code slotFrom} to 99
 * @param isNew whether its database may be one that nobody has used; says nothing of one that is
 *     this shard already
 */
public record WalletShard(String id, String url, int slotFrom, int slotTo, boolean isNew) {

    public boolean holds(WalletSlot slot) {
        return slot.number() >= slotFrom && slot.number() <= slotTo;
    }
}
