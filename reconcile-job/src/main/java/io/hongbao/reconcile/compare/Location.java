package io.hongbao.reconcile.compare;

import io.hongbao.contracts.id.SetId;

/** Where lines are: a table of a SET, or a wallet shard. */
public sealed interface Location {

    /** How reports call it. */
    String name();

    record TableOfSet(SetId set, int table) implements Location {

        public int place() {
            return set.number() * 10 + table;
        }

        @Override
        public String name() {
            return set + "/" + table;
        }
    }

    /**
     * A wallet shard.
     *
     * @param index its position in the catalogue
     */
    record Shard(String name, int index) implements Location {}
}
