package io.hongbao.gateway.route;

import io.hongbao.calls.fleet.FleetSettings;
import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.routing.Owners;
import io.hongbao.contracts.routing.TablePlace;
import io.hongbao.contracts.routing.WalletSlot;
import io.hongbao.contracts.routing.WrapPlaces;
import io.hongbao.gateway.forward.Lineup;
import io.hongbao.serving.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Who serves what: every gateway that knows the same SETs and live instances says the same. What is
 * worked out is kept until either changes.
 */
final class Lineups {

    private final Supplier<SetCatalogue> sets;
    private final FleetSettings settings;
    private final LiveInstances packetServices;
    private final LiveInstances payServices;
    private volatile Known known;

    /** What was worked out for these SETs and instances, for as long as there are no others. */
    private static final class Known {

        final SetCatalogue sets;
        final Map<SetId, Integer> weights;
        final List<Instance> packetServices;
        final List<Instance> payServices;

        /** At most 1,000 SETs of 10 tables. */
        final Map<TablePlace, Lineup> tables = new ConcurrentHashMap<>();

        /** At most {@link WalletSlot#COUNT}. */
        final Map<WalletSlot, Lineup> slots = new ConcurrentHashMap<>();

        Known(SetCatalogue sets, List<Instance> packetServices, List<Instance> payServices) {
            this.sets = sets;
            this.packetServices = packetServices;
            this.payServices = payServices;
            weights = sets.weights();
        }
    }

    Lineups(
            Supplier<SetCatalogue> sets,
            FleetSettings settings,
            LiveInstances packetServices,
            LiveInstances payServices) {
        this.sets = sets;
        this.settings = settings;
        this.packetServices = packetServices;
        this.payServices = payServices;
        known = new Known(sets.get(), packetServices.now(), payServices.now());
        if (known.packetServices.isEmpty() || known.payServices.isEmpty()) {
            throw new IllegalStateException(
                    "must have instances of both: hongbao.fleet.file, or hongbao.fleet.packet-service"
                            + " and hongbao.fleet.pay-service");
        }
    }

    /** Two threads may work the same out beside each other: no harm, and no lock. */
    @SuppressWarnings("ReferenceEquality") // Both are the same objects until something changes.
    private Known known() {
        Known last = known;
        SetCatalogue setsNow = sets.get();
        List<Instance> packetServicesNow = packetServices.now();
        List<Instance> payServicesNow = payServices.now();
        if (last.sets == setsNow
                && last.packetServices == packetServicesNow
                && last.payServices == payServicesNow) {
            return last;
        }
        var fresh = new Known(setsNow, packetServicesNow, payServicesNow);
        known = fresh;
        return fresh;
    }

    /** For whatever concerns one packet. */
    Lineup ofPacket(OrderNumber packet) {
        return ofTable(known(), TablePlace.of(packet));
    }

    /** For a wrap: where a repeat of it goes, too. */
    Lineup ofWrap(UserId sender, IdempotencyKey key) {
        Known now = known();
        List<TablePlace> places = WrapPlaces.ranked(sender, key, now.weights);
        if (places.isEmpty()) {
            throw ProblemException.of(ProblemCode.SET_UNAVAILABLE, "No SET takes new packets now");
        }
        return ofTable(now, places.getFirst());
    }

    /** For money and lists of one user. */
    Lineup ofUser(UserId user) {
        Known now = known();
        return now.slots.computeIfAbsent(WalletSlot.of(user), slot -> ranked(now, slot));
    }

    /**
     * For a payment: the same instance. In scope are all of the user's part of the users, and the
     * packet's SET, since a payment waits for its packet to become active.
     */
    Lineup ofPayment(UserId user, OrderNumber packet, int parts) {
        int part = WalletSlot.of(user).number() * parts / WalletSlot.COUNT;
        return new Lineup(ofUser(user).ranked(), "users-" + part + "/" + packet.set());
    }

    private Lineup ofTable(Known now, TablePlace table) {
        return now.tables.computeIfAbsent(table, place -> ranked(now, place));
    }

    private Lineup ranked(Known now, TablePlace place) {
        // A SET that is newer than our catalogue has no zone to prefer.
        String zone = now.sets.find(place.set()).map(SetEntry::zone).orElse("");
        return new Lineup(
                Owners.ofTable(place, zone, now.packetServices, settings.ownersOfASet()),
                place.set().toString());
    }

    private Lineup ranked(Known now, WalletSlot slot) {
        String place = String.format("slot-%02d", slot.number());
        return new Lineup(Owners.ranked(place, settings.zone(), now.payServices), place);
    }
}
