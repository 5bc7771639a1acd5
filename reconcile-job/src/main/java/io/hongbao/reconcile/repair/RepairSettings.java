package io.hongbao.reconcile.repair;

import io.hongbao.contracts.event.EventSignatures;
import org.jspecify.annotations.Nullable;

/**
 * Who writes.
 *
 * @param user may write the wallet shards
 * @param signatures signs events that are published again; without it none are
 */
public record RepairSettings(String user, String password, @Nullable EventSignatures signatures) {

    @Override
    public String toString() {
        return "RepairSettings[user=" + user + "]";
    }
}
