package io.hongbao.contracts.routing;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;

/** One of the ten tables of a SET: the unit that an instance of the packet service owns. */
public record TablePlace(SetId set, int table) {

    public TablePlace {
        if (table < 0 || table >= OrderNumber.TABLES) {
            throw new IllegalArgumentException("must be 0 to 9: table=" + table);
        }
    }

    public static TablePlace of(OrderNumber number) {
        return new TablePlace(number.set(), number.table());
    }

    @Override
    public String toString() {
        return set + "/" + table;
    }
}
