package io.hongbao.planter;

import java.util.ArrayList;
import java.util.List;

/**
 * A fault that was planted.
 *
 * @param about the packet, user or document that it is about
 * @param expected the discrepancies that it must show as, and no other
 */
public record PlantedCase(PlantedFault fault, String about, List<Expected> expected) {

    /** A discrepancy, and what it is about; {@code kind} as reports name it. */
    public record Expected(String kind, String subject) {}

    static PlantedCase of(PlantedFault fault, String about, String kind) {
        return new PlantedCase(fault, about, List.of(new Expected(kind, about)));
    }

    PlantedCase and(String kind, String subject) {
        var more = new ArrayList<>(expected);
        more.add(new Expected(kind, subject));
        return new PlantedCase(fault, about, List.copyOf(more));
    }
}
