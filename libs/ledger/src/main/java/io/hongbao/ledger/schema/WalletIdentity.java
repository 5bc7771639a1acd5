package io.hongbao.ledger.schema;

import io.hongbao.catalogue.WalletShard;
import io.hongbao.contracts.routing.WalletSlot;
import io.hongbao.lanes.database.DatabaseIdentity;
import java.util.Locale;

/**
 * Which wallet shard a database is, with the slots that decide whose balances are in it: a user
 * whose slot went to another shard would begin there with nothing.
 */
final class WalletIdentity {

    private WalletIdentity() {}

    static DatabaseIdentity of(WalletShard shard) {
        String wallet =
                String.format(
                        Locale.ROOT,
                        "%s slots=%d-%d/%d",
                        shard.id(),
                        shard.slotFrom(),
                        shard.slotTo(),
                        WalletSlot.COUNT);
        return new DatabaseIdentity(wallet, "wallet_identity", "wallet", wallet);
    }
}
