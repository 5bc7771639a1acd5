package io.hongbao.calls.fleet;

import io.hongbao.calls.route.CallTimes;
import io.hongbao.calls.route.Route;
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
import io.hongbao.serving.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Names who serves what: every process that knows the same SETs and live instances names the same.
 * What is worked out is kept until either changes.
 */
public final class Routes {

    private final Supplier<SetCatalogue> sets;
    private final FleetSettings settings;
    private final LiveInstances packetServices;
    private final LiveInstances payServices;
    private volatile Snapshot known;

    /** What was worked out for these SETs and instances, for as long as there are no others. */
    private static final class Snapshot {

        final SetCatalogue sets;
        final Map<SetId, Integer> weights;
        final List<Instance> packetServices;
        final List<Instance> payServices;

        /** At most 1,000 SETs of 10 tables. */
        final Map<TablePlace, List<Instance>> tables = new ConcurrentHashMap<>();

        /** At most {@link WalletSlot#COUNT}. */
        final Map<WalletSlot, List<Instance>> slots = new ConcurrentHashMap<>();

        Snapshot(SetCatalogue sets, List<Instance> packetServices, List<Instance> payServices) {
            this.sets = sets;
            this.packetServices = packetServices;
            this.payServices = payServices;
            weights = sets.weights();
        }
    }

    /**
     * Works nothing out yet.
     *
     * @param sets a SET that is not among them counts as one in our own zone
     */
    public Routes(
            Supplier<SetCatalogue> sets,
            FleetSettings settings,
            LiveInstances packetServices,
            LiveInstances payServices) {
        this.sets = sets;
        this.settings = settings;
        this.packetServices = packetServices;
        this.payServices = payServices;
        known = new Snapshot(sets.get(), packetServices.now(), payServices.now());
    }

    /** Two threads may work the same out beside each other: no harm, and no lock. */
    @SuppressWarnings("ReferenceEquality") // Both are the same objects until something changes.
    private Snapshot known() {
        Snapshot last = known;
        SetCatalogue setsNow = sets.get();
        List<Instance> packetServicesNow = packetServices.now();
        List<Instance> payServicesNow = payServices.now();
        if (last.sets == setsNow
                && last.packetServices == packetServicesNow
                && last.payServices == payServicesNow) {
            return last;
        }
        var fresh = new Snapshot(setsNow, packetServicesNow, payServicesNow);
        known = fresh;
        return fresh;
    }

    /** For whatever concerns one packet. */
    public Route ofPacket(OrderNumber packet, CallTimes times) {
        return ofTable(known(), TablePlace.of(packet), times);
    }

    /** For a wrap: where a repeat of it goes, too. */
    public Route ofWrap(UserId sender, IdempotencyKey key, CallTimes times) {
        Snapshot now = known();
        List<TablePlace> places = WrapPlaces.ranked(sender, key, now.weights);
        if (places.isEmpty()) {
            throw ProblemException.of(ProblemCode.SET_UNAVAILABLE, "No SET takes new packets now");
        }
        return ofTable(now, places.getFirst(), times);
    }

    /** For money and lists of one user. */
    public Route ofUser(UserId user, CallTimes times) {
        WalletSlot slot = WalletSlot.of(user);
        return new Route(ranked(known(), slot), place(slot), times);
    }

    /**
     * For a payment: the same instance. In scope are all of the user's part of the users, and the
     * packet's SET, since a payment waits for its packet to become active.
     *
     * @param parts how many parts the users have, 1 to {@link WalletSlot#COUNT}
     */
    public Route ofPayment(UserId user, OrderNumber packet, int parts, CallTimes times) {
        WalletSlot slot = WalletSlot.of(user);
        int part = slot.number() * parts / WalletSlot.COUNT;
        return new Route(ranked(known(), slot), "users-" + part + "/" + packet.set(), times);
    }

    private Route ofTable(Snapshot now, TablePlace table, CallTimes times) {
        return new Route(ranked(now, table), table.set().toString(), times);
    }

    private List<Instance> ranked(Snapshot now, TablePlace table) {
        return now.tables.computeIfAbsent(
                table,
                place ->
                        Owners.ofTable(
                                place,
                                now.sets
                                        .find(place.set())
                                        .map(SetEntry::zone)
                                        .orElse(settings.zone()),
                                now.packetServices,
                                settings.ownersOfASet()));
    }

    private List<Instance> ranked(Snapshot now, WalletSlot slot) {
        return now.slots.computeIfAbsent(
                slot, each -> Owners.ranked(place(each), settings.zone(), now.payServices));
    }

    private static String place(WalletSlot slot) {
        return slot.number() < 10 ? "slot-0" + slot.number() : "slot-" + slot.number();
    }
}
