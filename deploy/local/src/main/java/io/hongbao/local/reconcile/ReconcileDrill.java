package io.hongbao.local.reconcile;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.local.part.DatabasePart;
import io.hongbao.local.part.LocalBank;
import io.hongbao.local.program.StartException;
import io.hongbao.local.reconcile.DrillTable.Row;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import io.hongbao.planter.DayPlan;
import io.hongbao.planter.FaultPlanter;
import io.hongbao.planter.PlantedCase;
import io.hongbao.planter.PlantedFault;
import io.hongbao.planter.SuiteDatabases;
import io.hongbao.planter.WriteDay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Tries the reconcile job on the running suite: writes a day of long ago, of users who are nobody
 * else, plants each fault in it, has the job find, repair and find again, and takes the day away.
 */
public final class ReconcileDrill {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);
    private static final int PACKETS = 4_000;
    private static final DayPlan.Users USERS = new DayPlan.Users(900_000_000_000L, 300);
    private static final long SEED = 7;

    /** Swept by the pay service, published, activated and recorded: half a minute and a little. */
    private static final Duration ACTIVE_WITHIN = Duration.ofMinutes(3);

    private static final Duration POLL = Duration.ofMillis(500);

    /** Of the tables of a SET, by what a day's rows are found. */
    private static final Map<String, String> KEYS =
            Map.of(
                    "send_order_", "order_no",
                    "receive_order_", "order_no",
                    "moment_", "moment_no",
                    "moment_view_", "moment_no");

    private final SuiteDatabases databases;
    private final DayKeys seeds;
    private final Path directory;
    private final Job job;
    private final SuiteProgress progress;

    /** Runs the reconcile job with these arguments, and answers its exit code. */
    public interface Job {
        int run(List<String> arguments);
    }

    public ReconcileDrill(LocalSuite suite, Job job, SuiteProgress progress) {
        databases = databasesOf(suite);
        seeds = seedsOf(suite);
        directory = suite.settings().directory().resolve("drills/reconcile");
        this.job = job;
        this.progress = progress;
    }

    /** What came of it; whatever happens, the day is taken away. */
    public DrillTable run() {
        takeAway();
        try {
            progress.say(String.format(Locale.ROOT, "Writing %,d packets of %s", PACKETS, DAY));
            Files.createDirectories(directory);
            WriteDay.write(databases, new DayPlan(DAY, PACKETS, USERS, SEED), seeds);
            var planter = new FaultPlanter(databases, DAY);
            List<PlantedCase> planted = new ArrayList<>();
            for (PlantedFault fault : PlantedFault.values()) {
                planted.add(planter.plant(fault));
            }
            progress.say("Planted " + planted.size() + " faults; the job looks");
            int found = run("found");
            progress.say("The job repairs");
            run("repaired", "--repair");
            awaitActive(planted);
            progress.say("The job looks again");
            run("again");
            return table(planted, found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            takeAway();
        }
    }

    private int run(String name, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--date=" + DAY, "--report=" + directory.resolve(name)));
        arguments.addAll(List.of(more));
        int code = job.run(arguments);
        if (code != 0 && code != 1) {
            throw new StartException("the reconcile job could not run: exit code " + code);
        }
        return code;
    }

    private DrillTable table(List<PlantedCase> planted, int firstCode) {
        var found = DayFindings.read(report("found"));
        var repaired = DayFindings.read(report("repaired"));
        var again = DayFindings.read(report("again"));
        List<Row> rows =
                planted.stream().map(each -> Row.of(each, found, repaired, again)).toList();
        return new DrillTable(rows, found.besides(planted), firstCode, directory);
    }

    private Path report(String name) {
        return directory.resolve(name).resolve("reconcile-" + DAY + ".json");
    }

    /** A packet that was told of its payment: active, and in its sender's list. */
    private void awaitActive(List<PlantedCase> planted) {
        long deadline = System.nanoTime() + ACTIVE_WITHIN.toNanos();
        for (PlantedCase each : planted) {
            if (each.fault() == PlantedFault.PAYMENT_NOT_ACTIVATED) {
                progress.say("Waiting for the packet that was paid to become active");
                while (!recorded(each.about()) && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(POLL.toNanos());
                }
            }
        }
    }

    private boolean recorded(String order) {
        return databases.shards().stream()
                .anyMatch(shard ->
                        databases
                                .row(
                                        shard.url(),
                                        row -> true,
                                        "select 1 from user_record where order_no = ? and direction = 'sent' limit 1",
                                        order)
                                .isPresent());
    }

    /** All rows of the day and of its users, and its statements. */
    private void takeAway() {
        String from = DAY.format(DateTimeFormatter.BASIC_ISO_DATE);
        String to = DAY.plusDays(1).format(DateTimeFormatter.BASIC_ISO_DATE);
        for (SuiteDatabases.Set set : databases.sets()) {
            for (int table = 0; table < OrderNumber.TABLES; table++) {
                for (var keyed : KEYS.entrySet()) {
                    databases.execute(
                            set.url(),
                            String.format(
                                    Locale.ROOT,
                                    "delete from %s%d where %s >= ? and %3$s < ?",
                                    keyed.getKey(),
                                    table,
                                    keyed.getValue()),
                            from,
                            to);
                }
            }
        }
        for (SuiteDatabases.Shard shard : databases.shards()) {
            for (String table : List.of("transfer", "user_record", "card_document", "balance")) {
                databases.execute(
                        shard.url(),
                        "delete from " + table + " where user_id between ? and ?",
                        USERS.first(),
                        USERS.last());
            }
            databases.execute(shard.url(), "delete from repair where day = ?", DAY);
        }
        try {
            for (Path statement : databases.statements(DAY)) {
                Files.deleteIfExists(statement);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SuiteDatabases databasesOf(LocalSuite suite) {
        return new SuiteDatabases(
                SetCatalogue.read(suite.setsFile()).sets().stream()
                        .map(set -> new SuiteDatabases.Set(set.id(), set.url()))
                        .toList(),
                WalletCatalogue.read(suite.walletsFile()).shards().stream()
                        .map(shard ->
                                new SuiteDatabases.Shard(
                                        shard.id(), shard.url(), shard.slotFrom(), shard.slotTo()))
                        .toList(),
                new SuiteDatabases.Login(DatabasePart.USER, DatabasePart.PASSWORD),
                Stream.of(LocalBank.values()).map(suite::bankStatements).toList());
    }

    private static DayKeys seedsOf(LocalSuite suite) {
        String[] dayAndKey = suite.seedKey().split("=", 2);
        return new DayKeys(
                Map.of(
                        LocalDate.parse(dayAndKey[0], DateTimeFormatter.BASIC_ISO_DATE),
                        SecretKey.of(dayAndKey[1])));
    }
}
