package io.hongbao.local.suite;

import io.hongbao.local.part.DatabasePart;
import io.hongbao.local.part.LocalBank;
import io.hongbao.local.part.Part;
import io.hongbao.local.part.Ports;
import io.hongbao.local.program.StartException;
import io.hongbao.servers.KafkaServer;
import io.hongbao.servers.MariaDbServer;
import io.hongbao.servers.ServerCache;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The suite on one machine: SETs, two wallet shards, a broker, two banks and the services, each a
 * process of its own that can be killed, hung and started again by name. SETs and instances can be
 * added while it runs.
 *
 * <p>{@code deploy/hongbao} and the tests of the whole suite run this same code.
 */
public final class LocalSuite implements AutoCloseable {

    private static final String CONSUMER = "ledger-consumer";

    private static final List<String> SERVICES =
            List.of(InstanceName.PACKET, InstanceName.PAY, CONSUMER, "gateway");

    private final SuiteSettings settings;
    private final Catalogues catalogues;
    private final SuiteFleet fleet;
    private final Programs programs;
    private final SuiteParts parts;
    private final SuiteSets sets;

    private final StartAndStop starts = new StartAndStop();

    private LocalSuite(SuiteSettings settings) {
        this.settings = settings;
        catalogues = new Catalogues(settings.directory());
        fleet = new SuiteFleet(settings.directory(), settings.ports());
        programs = new Programs(settings, catalogues, fleet);
        var setsFile = new SetsFile(catalogues.sets());
        parts = new SuiteParts(settings, programs, setsFile, fleet);
        sets = new SuiteSets(parts, setsFile);
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
    public void start(SuiteProgress progress) {
        Ports.mustBeFree(parts());
        InstanceName.FIRST.forEach(fleet::join);
        catalogues.write(parts.sets(), parts.wallets());
        if (settings.outlivesUs()) {
            train(progress);
        }
        starts.start(parts.phases(), progress);
    }

    /**
     * Makes the services ready to start fast: pays where a build is started more than a few times.
     */
    public void train(SuiteProgress progress) {
        programs.train(SERVICES, progress);
    }

    /**
     * Of a suite that was {@link SuiteSettings#recorded} and has been stopped: what its services
     * recorded makes them start, and warm up, faster from now on. Returns the names of those that
     * recorded nothing.
     */
    public List<String> keepRecorded() {
        return programs.keepRecorded(SERVICES);
    }

    /**
     * Starts one part and returns when it is ready. A further instance ({@code packet-service-2})
     * is made by this, and called from then on; it stays listed when it cannot be started.
     */
    public void start(String name) {
        Optional<InstanceName> instance = InstanceName.parse(name);
        Part part = instance.<Part>map(parts::addInstance).orElseGet(() -> part(name));
        Ports.mustBeFree(List.of(part));
        catalogues.write(parts.sets(), parts.wallets());
        // An instance that is not listed refuses to start; one that is and does not run is not
        // called.
        instance.ifPresentOrElse(fleet::join, fleet::write);
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

    /**
     * Asks a part to end. One of several instances leaves the fleet first, so that nobody calls it
     * any more when it ends; a further one is then forgotten, until it is started again.
     */
    public void stop(String name) {
        Part part = part(name);
        Optional<InstanceName> instance =
                InstanceName.parse(name).filter(found -> fleet.members(found.module()).size() > 1);
        instance.ifPresent(fleet::leave);
        part.stop();
        instance.filter(found -> found.number() > 1).ifPresent(parts::removeInstance);
    }

    /** Stops everything, services first. */
    public void stop(SuiteProgress progress) {
        starts.stop(parts.phases(), progress);
    }

    /** Stops what this object started, and nothing that ran before. */
    public void stopStarted(SuiteProgress progress) {
        starts.stopStarted(parts.phases(), progress);
    }

    @Override
    public void close() {
        stop(SuiteProgress.SILENT);
    }

    /** All parts, in the order in which they start. */
    public List<Part> parts() {
        return parts.all();
    }

    public Part part(String name) {
        return parts.find(name)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                String.format(
                                        Locale.ROOT,
                                        "no part is called %s; there are: %s",
                                        name,
                                        String.join(
                                                ", ", parts().stream().map(Part::name).toList()))));
    }

    /** How to run a service's program once, beside the running ones, with the same settings. */
    public List<String> command(String module, String... arguments) {
        return programs.command(module, arguments);
    }

    public SuiteSettings settings() {
        return settings;
    }

    /**
     * Where all SETs and shards of an earlier suite listen now: {@code settings} has other ports.
     */
    public static void move(SuiteSettings settings) {
        var catalogues = new Catalogues(settings.directory());
        ServerCache.deleteTree(catalogues.wallets());
        var sets = new SetsFile(catalogues.sets());
        if (sets.exists()) {
            sets.moveTo(settings.ports());
        }
    }

    /** The SETs, to be listed, added, weighed and removed. */
    public SuiteSets sets() {
        return sets;
    }

    /** What is set while the services run, which follow it. */
    public RuntimeFile runtime() {
        return new RuntimeFile(catalogues.runtime());
    }

    /** Instances of a service that are called, first to last. */
    public List<InstanceName> instances(String module) {
        return fleet.members(module);
    }

    /** Where an instance listens for whoever watches it. */
    public URI managementOf(InstanceName name) {
        return onLoopback(settings.ports().instance(name).management());
    }

    /** Where the gateway listens for whoever watches it. */
    public URI managementOfGateway() {
        return onLoopback(settings.ports().gateway().management());
    }

    /** Where those that run and may consume events listen for whoever watches them. */
    public List<URI> managementOfConsumers() {
        List<URI> found = new ArrayList<>();
        for (InstanceName name : fleet.members()) {
            if (part(name.toString()).running().isPresent()) {
                found.add(managementOf(name));
            }
        }
        if (ledgerConsumer().running().isPresent()) {
            found.add(managementOfLedgerConsumer());
        }
        return found;
    }

    public Part ledgerConsumer() {
        return part(CONSUMER);
    }

    public URI managementOfLedgerConsumer() {
        return onLoopback(settings.ports().ledgerConsumer().management());
    }

    public URI gateway() {
        return onLoopback(settings.ports().gateway().http());
    }

    public URI bank(LocalBank bank) {
        return onLoopback(settings.ports().bank(bank));
    }

    /** Where a bank writes its statements. */
    public Path bankStatements(LocalBank bank) {
        return programs.bankDirectory(bank);
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

    /** The id of the key that signs events, and the key. */
    public String eventKey() {
        return "local=local-only-payment-event-key-of-a-laptop";
    }

    public KafkaServer kafka() {
        return parts.broker().server();
    }

    /** The database server of a SET or a wallet shard, by its name. */
    public MariaDbServer database(String name) {
        return Stream.concat(parts.sets().stream(), parts.wallets().stream())
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

    private static URI onLoopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
