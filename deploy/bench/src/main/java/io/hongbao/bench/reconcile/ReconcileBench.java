package io.hongbao.bench.reconcile;

import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.planter.DayPlan;
import io.hongbao.planter.FaultPlanter;
import io.hongbao.planter.PlantedFault;
import io.hongbao.planter.SuiteDatabases;
import io.hongbao.planter.WriteDay;
import io.hongbao.reconcile.day.DayReport;
import io.hongbao.reconcile.day.DayReport.Check;
import io.hongbao.reconcile.day.DayReport.KindCount;
import io.hongbao.reconcile.day.DayRun;
import io.hongbao.reconcile.day.DaySettings;
import io.hongbao.reconcile.read.DatabaseSource;
import io.hongbao.reconcile.stage.Checkpoint;
import io.hongbao.reconcile.stage.DaySuite;
import io.hongbao.reconcile.stage.RunProgress;
import io.hongbao.reconcile.statement.BankStatement;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a day, and reconciles it: clean, and with faults in it. */
public final class ReconcileBench {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);
    private static final DayKeys SEEDS =
            new DayKeys(
                    Map.of(
                            LocalDate.of(2026, 1, 1),
                            SecretKey.of("local-only-seed-key-of-the-bench")));

    /** What is opened of a packet in the mean, with {@link DayPlan}'s shares and states. */
    private static final double OPENED_PER_PACKET = 2.7;

    private final ReconcileSettings settings;
    private final Clock clock;
    private final Consumer<String> say;

    public ReconcileBench(ReconcileSettings settings, Clock clock, Consumer<String> say) {
        this.settings = settings;
        this.clock = clock;
        this.say = say;
    }

    /** Whether every run found what it must. */
    public boolean run() {
        boolean right = true;
        say.accept(
                String.format(
                        Locale.ROOT,
                        "%-12s %-34s %9s %8s %s",
                        "opened",
                        "run",
                        "seconds",
                        "blocks",
                        "found"));
        for (long shares : settings.shares()) {
            right &= day(shares);
        }
        return right;
    }

    private boolean day(long shares) {
        Path directory = settings.directory();
        try (var servers =
                new DayDatabases(settings.project(), directory, settings.bufferPoolMib())) {
            SuiteDatabases databases = servers.start();
            int packets = (int) (shares / OPENED_PER_PACKET);
            int users = (int) Math.max(1_000, shares / 10);
            long since = System.nanoTime();
            List<DeferredKeys> keys = deferred(databases);
            long opened =
                    WriteDay.write(
                            databases,
                            new DayPlan(DAY, packets, new DayPlan.Users(100_000, users), 7),
                            SEEDS);
            keys.parallelStream().forEach(DeferredKeys::add);
            say.accept(
                    String.format(
                            Locale.ROOT,
                            "%,12d %-34s %9.1f",
                            opened,
                            "(writing the day)",
                            seconds(since)));
            boolean right = true;
            for (int round = 0; round < settings.rounds(); round++) {
                right &= timed(opened, "clean", databases, null) == 0;
                right &= timed(opened, "clean, with amounts from seeds", databases, SEEDS) == 0;
            }
            int planted = plant(databases);
            for (int round = 0; round < settings.rounds(); round++) {
                right &= timed(opened, planted + " faults", databases, null) >= planted;
                right &=
                        timed(opened, planted + " faults, with seeds", databases, SEEDS) >= planted;
            }
            return right;
        }
    }

    /** Those in whose order a day is not written: keys that begin with the user. */
    private static List<DeferredKeys> deferred(SuiteDatabases databases) {
        return databases.shards().stream()
                .flatMap(shard ->
                        Stream.of(
                                DeferredKeys.drop(databases, shard.url(), "user_record", true),
                                DeferredKeys.drop(databases, shard.url(), "transfer", false)))
                .toList();
    }

    /** Those that show without seeds, in turn. */
    private int plant(SuiteDatabases databases) {
        var planter = new FaultPlanter(databases, DAY);
        List<PlantedFault> faults =
                List.of(PlantedFault.values()).stream()
                        .filter(fault -> !fault.needsSeeds())
                        .toList();
        for (int i = 0; i < settings.faults(); i++) {
            planter.plant(faults.get(i % faults.size()));
        }
        return settings.faults();
    }

    private long timed(
            long opened, String what, SuiteDatabases databases, @Nullable DayKeys seeds) {
        long since = System.nanoTime();
        DayReport report =
                new DayRun(
                                suite(databases, seeds),
                                DaySettings.of(DAY),
                                Checkpoint.inMemory(),
                                clock,
                                RunProgress.SILENT)
                        .run();
        long blocks = report.checks().stream().mapToLong(Check::bucketsRead).sum();
        long found = report.kinds().stream().mapToLong(KindCount::count).sum();
        say.accept(
                String.format(
                        Locale.ROOT,
                        "%,12d %-34s %9.1f %,8d %,d",
                        opened,
                        what,
                        seconds(since),
                        blocks,
                        found));
        return found;
    }

    private static DaySuite suite(SuiteDatabases databases, @Nullable DayKeys seeds) {
        SuiteDatabases.Login login = databases.login();
        return new DaySuite(
                databases.sets().stream()
                        .map(set ->
                                new DaySuite.Set(
                                        set.id(), source("SET " + set.id(), set.url(), login)))
                        .toList(),
                databases.shards().stream()
                        .map(shard ->
                                new DaySuite.Shard(
                                        source(shard.name(), shard.url(), login),
                                        shard.slotFrom(),
                                        shard.slotTo()))
                        .toList(),
                seeds,
                new BankStatement(Map.of("bank-a", databases.statements().getFirst())),
                null);
    }

    private static DatabaseSource source(String name, String url, SuiteDatabases.Login login) {
        return new DatabaseSource(name, url, login.user(), login.password());
    }

    private static double seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMillis() / 1e3;
    }
}
