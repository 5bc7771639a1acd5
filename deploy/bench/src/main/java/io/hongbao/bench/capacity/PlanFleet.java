package io.hongbao.bench.capacity;

import io.hongbao.bench.capacity.FleetPlan.Limit;
import io.hongbao.bench.capacity.FleetPlan.Need;
import io.hongbao.bench.watch.ProcessRoles;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.routing.WalletSlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Calculates a fleet. Pure arithmetic: docs/CAPACITY.md explains each line. */
public final class PlanFleet {

    public static final String GATEWAY = "gateway";
    public static final String PACKET = "packet-service";
    public static final String PAY = "pay-service";
    public static final String CONSUMER = "ledger-consumer";
    public static final String KAFKA = "kafka";

    /** Of every record, on three brokers. */
    private static final int KAFKA_COPIES = 3;

    private static final int BROKERS_MIN = 3;

    /** Of each database, besides its primary. */
    private static final int REPLICAS = 2;

    /** The default of {@code hongbao.fleet.owners-of-a-set}. */
    static final int OWNERS_OF_A_SET = 2;

    /** The default of {@code hongbao.sets.lanes}. */
    static final int LANES_OF_AN_OWNER = 1;

    private static final int SETS_MAX = SetId.MAX + 1;

    /** Ranges of slots begin and end where partitions do. */
    private static final int SHARDS_MAX = Math.min(Topics.PARTITIONS, WalletSlot.COUNT);

    private final Demand demand;
    private final Site site;
    private final UnitCosts costs;

    private PlanFleet(Demand demand, Site site, UnitCosts costs) {
        this.demand = demand;
        this.site = site;
        this.costs = costs;
    }

    public static FleetPlan of(Demand demand, Site site, UnitCosts costs) {
        return new PlanFleet(demand, site, costs).plan();
    }

    private FleetPlan plan() {
        Need gateways = service(GATEWAY, "gateway");
        Need packets = service(PACKET, "packet service");
        Need sets = sets();
        Need wallets = databases(ProcessRoles.WALLETS, "wallet shards");
        var needs = new ArrayList<Need>();
        needs.add(gateways);
        needs.add(packets);
        needs.add(service(PAY, "pay service"));
        needs.add(service(CONSUMER, "ledger consumer"));
        needs.add(sets);
        needs.add(wallets);
        needs.add(brokers());
        double bytes = demand.mixed() * (costs.mixBytes() + REPLICAS * costs.mixRedoBytes());
        var limits = new ArrayList<Limit>();
        limits.add(partitions());
        limits.add(shards());
        limits.add(
                new Limit(
                        "SETs there can be",
                        sets.machines(),
                        SETS_MAX,
                        "SETs",
                        "order numbers have three digits for the SET"));
        limits.add(
                new Limit(
                        "packet services that own something",
                        packets.machines(),
                        (double) OWNERS_OF_A_SET * sets.machines(),
                        "instances",
                        "more would idle: take more SETs, or raise owners-of-a-set"));
        limits.add(
                new Limit(
                        "network of one gateway",
                        withSpare(bytes) / gateways.machines() * 8 / 1e9,
                        site.networkBytes() * 8 / 1e9,
                        "Gbit/s",
                        "calls wait; take more gateways or faster networks"));
        limits.sort(Comparator.comparingDouble(Limit::used).reversed());
        return new FleetPlan(List.copyOf(needs), List.copyOf(limits), partitionsNeeded(), bytes);
    }

    private Need service(String role, String part) {
        double cores = costs.cores(role, demand);
        return new Need(
                part,
                cores,
                site.spread(cores / (site.serviceCores() * site.busy())),
                site.serviceCores(),
                "CPU");
    }

    private Need databases(String role, String part) {
        double cores = costs.cores(role, demand);
        return new Need(part, cores, site.spread(byCpu(cores)), site.databaseCores(), "CPU");
    }

    private double byCpu(double cores) {
        return cores / (site.databaseCores() * site.busy());
    }

    /** By CPU, or by lanes: one lane decides, writes and waits for one batch at a time. */
    private Need sets() {
        double cores = costs.cores(ProcessRoles.SETS, demand);
        double laneSeconds = demand.changes() * costs.openMicros(PACKET, ProcessRoles.SETS) / 1e6;
        double byLanes = laneSeconds / (OWNERS_OF_A_SET * LANES_OF_AN_OWNER * site.busy());
        return new Need(
                "SETs",
                cores,
                site.spread(Math.max(byCpu(cores), byLanes)),
                site.databaseCores(),
                byLanes > byCpu(cores) ? "lanes" : "CPU");
    }

    /** Every copy is counted as if it cost what the first one does. */
    private Need brokers() {
        double cores = KAFKA_COPIES * costs.cores(KAFKA, demand);
        int machines = site.spread(cores / (site.serviceCores() * site.busy()));
        return new Need(
                "Kafka brokers",
                cores,
                Math.max(site.spread(BROKERS_MIN * (1 - site.spare())), machines),
                site.serviceCores(),
                "CPU");
    }

    /** A partition is read by one thread of a group: a record's whole cost counts as its time. */
    private Limit partitions() {
        return new Limit(
                "credits through " + Topics.PARTITIONS + " partitions",
                withSpare(demand.events()),
                Topics.PARTITIONS / eventSeconds(),
                "events/s",
                "credits and records come late, Kafka holds them; opens go on");
    }

    private Limit shards() {
        return new Limit(
                "wallet shards there can be",
                withSpare(byCpu(costs.cores(ProcessRoles.WALLETS, demand))),
                SHARDS_MAX,
                "shards",
                "payments by change wait; credits come late");
    }

    private int partitionsNeeded() {
        return Math.max(1, (int) Math.ceil(withSpare(demand.events()) * eventSeconds() - 1e-9));
    }

    private double eventSeconds() {
        return costs.openMicros(CONSUMER, ProcessRoles.WALLETS) / 1e6;
    }

    private double withSpare(double load) {
        return load / (1 - site.spare());
    }
}
