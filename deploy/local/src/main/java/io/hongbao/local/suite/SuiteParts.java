package io.hongbao.local.suite;

import io.hongbao.catalogue.SetEntry;
import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.contracts.id.SetId;
import io.hongbao.local.part.BrokerPart;
import io.hongbao.local.part.DatabasePart;
import io.hongbao.local.part.LocalBank;
import io.hongbao.local.part.Part;
import io.hongbao.local.part.ProgramPart;
import io.hongbao.servers.KafkaServer;
import io.hongbao.servers.MariaDbServer;
import io.hongbao.servers.ServerCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parts there are. Which SETs, says {@code sets.yaml}; which instances, the fleet's file; so
 * that what was added once is there after the next start too.
 */
final class SuiteParts {

    static final String SET = "set-";
    private static final Pattern SET_DIRECTORY = Pattern.compile(SET + "([0-9]{3})");

    private final SuiteSettings settings;
    private final ServerCache cache;
    private final Programs programs;
    private final Map<SetId, DatabasePart> sets = new ConcurrentSkipListMap<>();
    private final Map<InstanceName, ProgramPart> instances = new ConcurrentSkipListMap<>();
    private final List<DatabasePart> wallets = new ArrayList<>();
    private final BrokerPart broker;
    private final List<ProgramPart> banks;
    private final List<Part> last;

    SuiteParts(SuiteSettings settings, Programs programs, SetsFile setsFile, SuiteFleet fleet) {
        this.settings = settings;
        this.programs = programs;
        cache = ServerCache.in(settings.cache());
        setsOf(setsFile).forEach(this::addSet);
        SuitePorts ports = settings.ports();
        for (int at = 0; at < ports.wallets().size(); at++) {
            wallets.add(database("wallet-" + at, ports.wallets().get(at), "hongbao_wallet"));
        }
        broker = newBroker();
        banks = Stream.of(LocalBank.values()).map(programs::bank).toList();
        InstanceName.FIRST.forEach(this::addInstance);
        fleet.members().forEach(this::addInstance);
        last =
                List.of(
                        programs.service(
                                "ledger-consumer", "ledger-consumer", ports.ledgerConsumer()),
                        programs.service("gateway", "gateway", ports.gateway()));
    }

    /** What is started together; later ones need earlier ones. */
    List<List<Part>> phases() {
        List<Part> ground = new ArrayList<>(sets.values());
        ground.addAll(wallets);
        ground.add(broker);
        ground.addAll(banks);
        return List.of(List.copyOf(ground), List.copyOf(instances.values()), last);
    }

    /** All parts, in the order in which they start. */
    List<Part> all() {
        return phases().stream().flatMap(List::stream).toList();
    }

    Optional<Part> find(String name) {
        return all().stream().filter(part -> part.name().equals(name)).findFirst();
    }

    List<DatabasePart> sets() {
        return List.copyOf(sets.values());
    }

    Optional<DatabasePart> set(SetId id) {
        return Optional.ofNullable(sets.get(id));
    }

    List<DatabasePart> wallets() {
        return wallets;
    }

    BrokerPart broker() {
        return broker;
    }

    DatabasePart addSet(SetId id) {
        return sets.computeIfAbsent(
                id,
                added ->
                        database(
                                SET + added,
                                settings.ports().set(added),
                                DatabasePart.SET_DATABASE));
    }

    void removeSet(SetId id) {
        sets.remove(id);
    }

    ProgramPart addInstance(InstanceName name) {
        return instances.computeIfAbsent(
                name,
                added ->
                        programs.service(
                                added.toString(),
                                added.module(),
                                settings.ports().instance(added)));
    }

    void removeInstance(InstanceName name) {
        instances.remove(name);
    }

    private List<SetId> setsOf(SetsFile file) {
        if (!file.exists()) {
            List<SetId> first = new ArrayList<>();
            for (int number = 0; number < settings.ports().sets().size(); number++) {
                first.add(new SetId(number));
            }
            return first;
        }
        try {
            return file.read().sets().stream().filter(this::ours).map(SetEntry::id).toList();
        } catch (CatalogueException mistakeOfAPerson) {
            // Whoever made it must still be able to stop what runs.
            return setsWithData();
        }
    }

    /** Somebody may have written down a database that is not for us to start. */
    private boolean ours(SetEntry set) {
        int port = settings.ports().set(set.id());
        return set.url().startsWith("jdbc:mysql://127.0.0.1:" + port + "/");
    }

    private List<SetId> setsWithData() {
        Path data = settings.directory().resolve("data");
        Set<SetId> found = new HashSet<>();
        try (Stream<Path> directories = Files.isDirectory(data) ? Files.list(data) : Stream.of()) {
            directories
                    .map(directory -> SET_DIRECTORY.matcher(directory.getFileName().toString()))
                    .filter(name -> name.matches())
                    .forEach(name -> found.add(SetId.parse(name.group(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }

    private DatabasePart database(String name, int port, String database) {
        var server =
                MariaDbServer.Settings.in(settings.directory().resolve("data").resolve(name))
                        .port(port)
                        .memory(128, 128);
        if (settings.outlivesUs()) {
            server = server.outlivesUs(ProgramPart.pidFile(settings.directory(), name));
        }
        return new DatabasePart(name, MariaDbServer.of(server, cache), database);
    }

    private BrokerPart newBroker() {
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
