package io.hongbao.local.suite;

import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.SuitePorts.ServicePorts;
import io.hongbao.testkit.server.KafkaServer;
import io.hongbao.testkit.server.MariaDbServer;
import io.hongbao.testkit.server.ServerCache;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The suite on one machine: two SETs, two wallet shards, a broker, a bank and the services, each a
 * process of its own that can be killed, hung and started again by name.
 *
 * <p>{@code deploy/hongbao} and the tests of the whole suite run this same code.
 */
public final class LocalSuite implements AutoCloseable {

    private static final List<String> SERVICES =
            List.of("packet-service", "pay-service", "ledger-consumer", "gateway");

    private final SuiteSettings settings;
    private final Catalogues catalogues;
    private final Programs programs;
    private final List<DatabasePart> sets = new ArrayList<>();
    private final List<DatabasePart> wallets = new ArrayList<>();
    private final BrokerPart broker;

    /** What is started together; later ones need earlier ones. */
    private final List<List<Part>> phases;

    /** Names of the parts that this object started, and nobody else before. */
    private final Set<String> startedHere = ConcurrentHashMap.newKeySet();

    private volatile boolean stopping;

    private LocalSuite(SuiteSettings settings) {
        this.settings = settings;
        this.catalogues = new Catalogues(settings.directory());
        SuitePorts ports = settings.ports();
        ServerCache cache = ServerCache.in(settings.cache());
        for (int at = 0; at < ports.sets().size(); at++) {
            sets.add(
                    database("set-%03d".formatted(at), ports.sets().get(at), "hongbao_set", cache));
        }
        for (int at = 0; at < ports.wallets().size(); at++) {
            wallets.add(database("wallet-" + at, ports.wallets().get(at), "hongbao_wallet", cache));
        }
        broker = broker(cache);
        programs = new Programs(settings, catalogues);
        List<Part> ground = new ArrayList<>(sets);
        ground.addAll(wallets);
        ground.add(broker);
        ground.add(programs.bank());
        List<Part> services = new ArrayList<>();
        services.addAll(instances(programs, "packet-service", ports.packetServices()));
        services.addAll(instances(programs, "pay-service", ports.payServices()));
        List<Part> last =
                List.of(
                        programs.service(
                                "ledger-consumer", "ledger-consumer", ports.ledgerConsumer()),
                        programs.service("gateway", "gateway", ports.gateway()));
        phases = List.of(List.copyOf(ground), List.copyOf(services), last);
    }

    /** Not started yet, except for what runs already according to its pid file. */
    public static LocalSuite of(SuiteSettings settings) {
        return new LocalSuite(settings);
    }

    /**
     * Starts what does not run and returns when all of it is ready. When one part cannot be
     * started, or {@link #stopStarted} is called meanwhile, it throws {@link StartException}, and
     * leaves to the caller what to do with the others.
     */
    public void start(Progress progress) {
        Ports.mustBeFree(parts());
        catalogues.write(sets, wallets);
        if (settings.outlivesUs()) {
            // A test starts each build too seldom for this to pay.
            programs.train(SERVICES, progress);
        }
        for (List<Part> phase : phases) {
            together(phase, part -> startOne(part, progress));
        }
    }

    /** Starts one part and returns when it is ready. */
    public void start(String name) {
        Part part = part(name);
        Ports.mustBeFree(List.of(part));
        catalogues.write(sets, wallets);
        part.start();
    }

    public void kill(String name) {
        part(name).kill();
    }

    /** Stops it where it is: its connections stay open and nothing answers. */
    public void hang(String name) {
        part(name).hang();
    }

    public void resume(String name) {
        part(name).resume();
    }

    public void stop(String name) {
        part(name).stop();
    }

    /** Stops everything, services first. */
    public void stop(Progress progress) {
        stopping = true;
        for (List<Part> phase : phases.reversed()) {
            together(phase, part -> stopOne(part, progress));
        }
    }

    /** Stops what this object started, and nothing that ran before. */
    public void stopStarted(Progress progress) {
        stopping = true;
        for (List<Part> phase : phases.reversed()) {
            together(
                    phase.stream().filter(part -> startedHere.contains(part.name())).toList(),
                    part -> stopOne(part, progress));
        }
    }

    @Override
    public void close() {
        stop(Progress.SILENT);
    }

    /** All parts, in the order in which they start. */
    public List<Part> parts() {
        return phases.stream().flatMap(List::stream).toList();
    }

    public Part part(String name) {
        return parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no part is called %s; there are: %s"
                                        .formatted(
                                                name,
                                                String.join(
                                                        ", ",
                                                        parts().stream()
                                                                .map(Part::name)
                                                                .toList()))));
    }

    /** How to run a service's program once, beside the running ones, with the same settings. */
    public List<String> command(String module, String argument) {
        return programs.command(module, argument);
    }

    public SuiteSettings settings() {
        return settings;
    }

    public URI gateway() {
        return URI.create("http://127.0.0.1:" + settings.ports().gateway().http());
    }

    public URI bank() {
        return URI.create("http://127.0.0.1:" + settings.ports().bank());
    }

    public String bankSecret() {
        return Programs.BANK_SECRET;
    }

    /** Who may read every database and change nothing. */
    public String readerUser() {
        return DatabasePart.READER;
    }

    public String readerPassword() {
        return DatabasePart.READER_PASSWORD;
    }

    /** From which day it holds, and the key that decides amounts. */
    public String seedKey() {
        return "20260101=local-only-seed-key-of-a-laptop";
    }

    public KafkaServer kafka() {
        return broker.server();
    }

    /** The database server of a SET or a wallet shard, by its name. */
    public MariaDbServer database(String name) {
        return Stream.concat(sets.stream(), wallets.stream())
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no database: " + name))
                .server();
    }

    public Path setsFile() {
        return catalogues.sets();
    }

    public Path walletsFile() {
        return catalogues.wallets();
    }

    private void startOne(Part part, Progress progress) {
        if (part.running().isPresent()) {
            progress.say(part.name() + " runs already");
            return;
        }
        if (stopping) {
            throw new StartException("stopped before " + part.name() + " was started");
        }
        long start = System.nanoTime();
        startedHere.add(part.name());
        try {
            part.start();
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new StartException(part.name() + " did not start: " + e.getMessage());
        }
        progress.say(
                "%s is ready (%.1f s)".formatted(part.name(), (System.nanoTime() - start) / 1e9));
    }

    private static void stopOne(Part part, Progress progress) {
        if (part.running().isPresent()) {
            part.stop();
            progress.say(part.name() + " stopped");
        }
    }

    /** One action on a part. */
    private interface Action {
        void on(Part part);
    }

    /** At the same time on all of them; the first failure is thrown when all are done. */
    private static void together(List<Part> parts, Action action) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Part part : parts) {
                running.add(threads.submit(() -> action.on(part)));
            }
            threads.shutdown();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted");
        }
    }

    private static List<Part> instances(
            Programs programs, String module, List<ServicePorts> instances) {
        List<Part> parts = new ArrayList<>();
        for (ServicePorts ports : instances) {
            String name = parts.isEmpty() ? module : module + "-" + (parts.size() + 1);
            parts.add(programs.service(name, module, ports));
        }
        return parts;
    }

    private DatabasePart database(String name, int port, String database, ServerCache cache) {
        var server =
                MariaDbServer.Settings.in(settings.directory().resolve("data").resolve(name))
                        .port(port)
                        .memory(128, 128);
        if (settings.outlivesUs()) {
            server = server.outlivesUs(ProgramPart.pidFile(settings.directory(), name));
        }
        return new DatabasePart(name, MariaDbServer.of(server, cache), database);
    }

    private BrokerPart broker(ServerCache cache) {
        SuitePorts ports = settings.ports();
        var server =
                KafkaServer.Settings.in(settings.directory().resolve("data/kafka"))
                        .ports(ports.kafka(), ports.kafkaController())
                        .heap(384);
        if (settings.outlivesUs()) {
            server = server.outlivesUs(ProgramPart.pidFile(settings.directory(), "kafka"));
        }
        return new BrokerPart(
                KafkaServer.of(server, cache), List.of(ports.kafka(), ports.kafkaController()));
    }
}
