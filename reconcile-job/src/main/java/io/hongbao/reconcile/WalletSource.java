package io.hongbao.reconcile;

import io.hongbao.reconcile.read.DatabaseSource;

/** A wallet shard to read; {@code slotFrom} to {@code slotTo}, both included, are its slots. */
public record WalletSource(
        String name, String url, String user, String password, int slotFrom, int slotTo) {

    DatabaseSource database() {
        return new DatabaseSource(name, url, user, password);
    }
}
