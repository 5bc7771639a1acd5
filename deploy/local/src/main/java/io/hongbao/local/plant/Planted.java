package io.hongbao.local.plant;

import io.hongbao.reconcile.kind.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A fault that was planted.
 *
 * @param about the packet, user or document that it is about
 * @param expected the discrepancies that it must show as, and no other
 */
public record Planted(PlantedFault fault, String about, List<Expected> expected) {

    /** A discrepancy of a kind, and what it is about. */
    public record Expected(Kind kind, String subject) {}

    static Planted of(PlantedFault fault, String about, Kind kind) {
        return new Planted(fault, about, List.of(new Expected(kind, about)));
    }

    Planted and(Kind kind, String subject) {
        var more = new ArrayList<>(expected);
        more.add(new Expected(kind, subject));
        return new Planted(fault, about, List.copyOf(more));
    }
}
