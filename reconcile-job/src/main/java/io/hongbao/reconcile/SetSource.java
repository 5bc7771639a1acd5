package io.hongbao.reconcile;

import io.hongbao.contracts.id.SetId;
import io.hongbao.reconcile.read.DatabaseSource;

/** A SET to read. */
public record SetSource(SetId id, String url, String user, String password) {

    DatabaseSource database() {
        return new DatabaseSource("SET " + id, url, user, password);
    }
}
