package io.hongbao.gateway.route;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Owners;
import io.hongbao.contracts.routing.TablePlace;
import io.hongbao.contracts.routing.WalletSlot;
import io.hongbao.contracts.routing.WrapPlaces;
import io.hongbao.gateway.forward.Lineup;
import io.hongbao.serving.fleet.FleetSettings;
import io.hongbao.serving.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who serves what: every gateway with the same fleet and catalogue says the same. */
final class Lineups {

    private final SetCatalogue sets;
    private final Map<SetId, Integer> weights;
    private final FleetSettings fleet;

    /** At most 1,000 SETs of 10 tables. */
    private final Map<TablePlace, Lineup> tables = new ConcurrentHashMap<>();

    /** At most {@link WalletSlot#COUNT}. */
    private final Map<WalletSlot, Lineup> slots = new ConcurrentHashMap<>();

    Lineups(SetCatalogue sets, FleetSettings fleet) {
        this.sets = sets;
        this.fleet = fleet;
        weights = sets.weights();
    }

    /** For whatever concerns one packet. */
    Lineup ofPacket(OrderNumber packet) {
        return ofTable(TablePlace.of(packet));
    }

    /** For a wrap: where a repeat of it goes, too. */
    Lineup ofWrap(UserId sender, IdempotencyKey key) {
        List<TablePlace> places = WrapPlaces.ranked(sender, key, weights);
        if (places.isEmpty()) {
            throw ProblemException.of(ProblemCode.SET_UNAVAILABLE, "No SET takes new packets now");
        }
        return ofTable(places.getFirst());
    }

    /** For money and lists of one user. */
    Lineup ofUser(UserId user) {
        return slots.computeIfAbsent(WalletSlot.of(user), this::ranked);
    }

    private Lineup ofTable(TablePlace place) {
        return tables.computeIfAbsent(place, this::ranked);
    }

    private Lineup ranked(TablePlace place) {
        // A SET that is newer than our catalogue has no zone to prefer.
        String zone = sets.find(place.set()).map(SetEntry::zone).orElse("");
        return new Lineup(
                Owners.ranked(place.toString(), zone, fleet.packetService()),
                place.set().toString());
    }

    private Lineup ranked(WalletSlot slot) {
        String place = String.format("slot-%02d", slot.number());
        return new Lineup(Owners.ranked(place, fleet.zone(), fleet.payService()), place);
    }
}
