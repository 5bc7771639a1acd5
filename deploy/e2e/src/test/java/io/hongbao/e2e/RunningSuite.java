package io.hongbao.e2e;

import io.hongbao.bench.report.GrowthResult;
import io.hongbao.bench.report.RunResult;
import io.hongbao.bench.report.StartResult;
import io.hongbao.bench.run.Restart;
import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.WalletSlot;
import io.hongbao.local.chaos.BankChaos;
import io.hongbao.local.chaos.ChaosResult;
import io.hongbao.local.chaos.ChaosSettings;
import io.hongbao.local.drill.Drill;
import io.hongbao.local.drill.DrillKind;
import io.hongbao.local.drill.DrillResult;
import io.hongbao.local.drill.DrillSettings;
import io.hongbao.local.drill.MoneyCheck;
import io.hongbao.local.load.LoadSettings;
import io.hongbao.local.part.LocalBank;
import io.hongbao.local.queue.QueueDrill;
import io.hongbao.local.queue.QueueResult;
import io.hongbao.local.queue.QueueSettings;
import io.hongbao.local.reconcile.DrillTable;
import io.hongbao.local.reconcile.ReconcileDrill;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import io.hongbao.local.suite.SuiteSettings;
import io.hongbao.reconcile.ReconcileJob;
import io.hongbao.reconcile.history.HistoryWriter;
import io.hongbao.reconcile.report.Invariant;
import io.hongbao.testkit.cases.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A suite of processes for tests, on ports of its own, with users nobody else uses. Stopped when
 * the tests' JVM ends, if not before.
 */
final class RunningSuite implements AutoCloseable {

    /** Every wait of these tests ends by then. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Path DIRECTORY = Path.of("target", "suite").toAbsolutePath();
    private static final String CARD = "6222-0000";

    /**
     * Services wait for each other, and for databases, for longer than the machine stands still.
     */
    private static final Map<String, List<String>> PATIENT =
            Map.of(
                    "gateway",
                    List.of(
                            "--hongbao.calls.send.connect-max=5s",
                            "--hongbao.gateway.calls.combined-budget=12s",
                            "--hongbao.gateway.calls.combined-attempt=6s",
                            "--hongbao.gateway.calls.packet-budget=12s",
                            "--hongbao.gateway.calls.packet-attempt=6s",
                            "--hongbao.gateway.calls.pay-budget=14s",
                            "--hongbao.gateway.calls.pay-attempt=12s",
                            "--hongbao.gateway.calls.record-budget=14s",
                            "--hongbao.gateway.calls.record-attempt=12s",
                            // Tests are faster than people.
                            "--hongbao.gateway.door.user-visits-per-second=1000000"),
                    "packet-service",
                    List.of("--hongbao.calls.max=8s", "--hongbao.sets.answer-max=3s"),
                    "pay-service",
                    List.of(
                            "--hongbao.wallets.decide-max=8s",
                            "--hongbao.wallets.answer-max=5s",
                            "--hongbao.pay.packet-service.connect-max=5s",
                            "--hongbao.pay.packet-service.answer-max=5s"));

    /** Another object after a start of all of it. */
    private volatile LocalSuite processes;

    private final Path historyFile;
    private final HistoryWriter history;
    private final Client client;
    private final AtomicLong lastUser = new AtomicLong(10_000);

    private RunningSuite(String name, Duration lifetime, Duration payBy) {
        Path directory = DIRECTORY.resolve(name);
        delete(directory);
        historyFile = directory.resolve("history.jsonl");
        processes =
                LocalSuite.of(
                        SuiteSettings.forTest(directory)
                                .lifetimes(lifetime, payBy)
                                .arguments(PATIENT));
        processes.train(SuiteProgress.SILENT);
        processes.start(SuiteProgress.SILENT);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        history = new HistoryWriter(historyFile);
        client = new Client(processes.gateway(), history, Clock.systemUTC());
    }

    /** A suite with the ordinary times: 24 h to open, 15 min to pay. Tests get one lent. */
    static RunningSuite ofOrdinaryTimes(String name) {
        return new RunningSuite(name, SuiteSettings.LIFETIME, SuiteSettings.PAY_BY);
    }

    /** A suite whose packets can be paid for 10 s and opened for 20 s. */
    static RunningSuite shortLived() {
        return new RunningSuite("short-lived", Duration.ofSeconds(20), Duration.ofSeconds(10));
    }

    Client client() {
        return client;
    }

    URI gateway() {
        return processes.gateway();
    }

    UserId newUser() {
        return new UserId(lastUser.incrementAndGet());
    }

    List<UserId> newUsers(int count) {
        return Stream.generate(this::newUser).limit(count).toList();
    }

    /** New users whose change is in wallet shard {@code wallet-N}. */
    List<UserId> newUsersOfWallet(String wallet, int count) {
        var catalogue = WalletCatalogue.read(processes.walletsFile());
        return Stream.generate(this::newUser)
                .filter(user -> catalogue.shardOf(WalletSlot.of(user)).id().equals(wallet))
                .limit(count)
                .toList();
    }

    /** A new user with this change. */
    UserId fundedUser(long fen) {
        UserId user = newUser();
        fund(user, fen);
        return user;
    }

    void fund(UserId user, long fen) {
        Answer answer = client.topUp(user, "funds", fen, CARD);
        if (answer.status() != 200) {
            throw new AssertionError("top-up: " + answer);
        }
    }

    void kill(String name) {
        processes.kill(name);
    }

    void start(String name) {
        processes.start(name);
    }

    /** As an operator does: it leaves the list, is told to end, and has ended when this returns. */
    void stop(String name) {
        processes.stop(name);
    }

    /** Only told to end; it is still listed. */
    void terminate(String name) {
        processes.part(name).stop();
    }

    /** Stops it where it is (SIGSTOP); what is sent to it waits unread. */
    void hang(String name) {
        processes.hang(name);
    }

    void resume(String name) {
        processes.resume(name);
    }

    Ownership ownership() {
        return Ownership.in(processes);
    }

    /** Sessions of the services on a SET's database, now. */
    int connectionsOn(String set) {
        String count = "select count(*) from information_schema.processlist where user = 'hongbao'";
        try (var connection = processes.database(set).connect("hongbao_set");
                var statement = connection.createStatement();
                var found = statement.executeQuery(count)) {
            found.next();
            return found.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot count sessions of " + set, e);
        }
    }

    /** Where the services listen that only the gateway should call. */
    List<URI> services() {
        var ports = processes.settings().ports();
        return Stream.of(ports.packetService(), ports.payService(), ports.ledgerConsumer())
                .map(service -> onLoopback(service.http()))
                .toList();
    }

    /** Where a service listens for whoever watches it. */
    URI managementOf(String service) {
        var ports = processes.settings().ports();
        return onLoopback(
                switch (service) {
                    case "gateway" -> ports.gateway().management();
                    case "packet-service" -> ports.packetService().management();
                    case "pay-service" -> ports.payService().management();
                    case "ledger-consumer" -> ports.ledgerConsumer().management();
                    default -> throw new IllegalArgumentException("no service: " + service);
                });
    }

    /**
     * With the job in this JVM, and told by arguments what the launcher puts into its environment.
     */
    DrillTable reconcileDrill() {
        return new ReconcileDrill(processes, this::reconcile, SuiteProgress.SILENT).run();
    }

    /** What the job says about the packets of today and yesterday, as they are now. */
    JsonNode reconcileToday(String... more) {
        LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), OrderNumber.ZONE);
        Path reports = historyFile.resolveSibling("reconcile");
        var arguments = new ArrayList<>(List.of("--date=" + today, "--report=" + reports));
        arguments.addAll(List.of(more));
        reconcile(arguments);
        try {
            return JsonMapper.shared()
                    .readTree(Files.readString(reports.resolve("reconcile-" + today + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int reconcile(List<String> more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--local",
                                "--sets=" + processes.setsFile(),
                                "--wallets=" + processes.walletsFile(),
                                "--kafka=" + kafka(),
                                "--user=" + processes.readerUser(),
                                "--password=" + processes.readerPassword(),
                                "--seed-key=" + processes.seedKey(),
                                "--event-key=" + processes.eventKey()));
        for (LocalBank bank : LocalBank.values()) {
            arguments.add(
                    "--bank-statements=" + bank.partName() + "=" + processes.bankStatements(bank));
        }
        arguments.addAll(more);
        return ReconcileJob.run(arguments.toArray(String[]::new));
    }

    /** Whether there is a part of this name, dead or alive. */
    boolean has(String name) {
        return processes.parts().stream().anyMatch(part -> part.name().equals(name));
    }

    /** What a service shows to Prometheus. */
    String metersOf(String service) {
        var request =
                HttpRequest.newBuilder(managementOf(service).resolve("/actuator/prometheus"))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A meter that a service shows to Prometheus, summed up over all that have these labels. */
    long meter(String service, String name, String... labels) {
        return metersOf(service)
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static URI onLoopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    String kafka() {
        return processes.kafka().bootstrapServers();
    }

    /** Returns when the condition holds; exceptions count as not yet. */
    void eventually(String what, Callable<Boolean> condition) {
        Eventually.isTrue(what, PATIENCE, condition);
    }

    /** A drill on this suite, of the length of a test; what it moves is checked by itself. */
    ChaosResult bankChaos(int payments, int seconds) {
        return new BankChaos(
                        processes,
                        ChaosSettings.of(payments, seconds),
                        Clock.systemUTC(),
                        RandomGenerator.getDefault(),
                        SuiteProgress.SILENT)
                .run();
    }

    DrillResult drill(DrillKind kind) {
        var settings =
                new DrillSettings(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(1),
                        PATIENCE,
                        LoadSettings.CALLS_PER_SECOND / 2);
        var means =
                new Drill.DrillContext(
                        Clock.systemUTC(), RandomGenerator.getDefault(), SuiteProgress.SILENT);
        return Drill.of(processes, kind, settings, means).run();
    }

    /** As short as it shows that the rate is kept. */
    QueueResult queueDrill() {
        var settings =
                new QueueSettings(
                        50_000,
                        2_000,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5),
                        LoadSettings.CALLS_PER_SECOND / 2);
        return new QueueDrill(
                        processes,
                        settings,
                        Clock.systemUTC(),
                        RandomGenerator.getDefault(),
                        SuiteProgress.SILENT)
                .run();
    }

    /** A short run of the load bench. */
    RunResult bench() {
        return Benches.run(processes);
    }

    GrowthResult benchGrowth() {
        return Benches.growth(processes);
    }

    StartResult benchStart() {
        return Benches.start(new WholeRestart());
    }

    private final class WholeRestart implements Restart {

        @Override
        public void down() {
            processes.close();
        }

        @Override
        public LocalSuite up() {
            if (processes.parts().stream().allMatch(part -> part.running().isEmpty())) {
                processes = LocalSuite.of(processes.settings());
                processes.start(SuiteProgress.SILENT);
            }
            return processes;
        }
    }

    /** Starts again what is dead, waits until all is posted, and holds the five invariants. */
    void requireClean() {
        for (var part : processes.parts()) {
            if (part.running().isEmpty()) {
                processes.start(part.name());
            }
        }
        history.flush();
        MoneyCheck.of(processes, historyFile)
                .checkSettled(PATIENCE)
                .requireHolds(Invariant.values());
    }

    /** Stops all of it; a repeat does nothing. */
    @Override
    public void close() {
        processes.close();
    }

    /** What a run before left behind. */
    private static void delete(Path directory) {
        try (Stream<Path> files =
                Files.exists(directory) ? Files.walk(directory) : Stream.empty()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
