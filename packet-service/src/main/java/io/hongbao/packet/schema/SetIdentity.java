package io.hongbao.packet.schema;

import io.hongbao.contracts.id.SetId;
import io.hongbao.lanes.database.DatabaseIdentity;

/**
 * Which SET a database is. Two addresses that were exchanged in the catalogue would else give order
 * numbers of one SET to packets of another.
 */
public final class SetIdentity {

    private SetIdentity() {}

    public static DatabaseIdentity of(SetId set) {
        return new DatabaseIdentity("SET " + set, "set_identity", "set_id", set.toString());
    }
}
