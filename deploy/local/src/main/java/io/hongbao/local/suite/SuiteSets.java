package io.hongbao.local.suite;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.local.part.DatabasePart;
import io.hongbao.local.part.Ports;
import io.hongbao.local.program.StartException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The SETs of a suite, which may run: each change is one atomic change of {@code sets.yaml}, which
 * the services watch, and of the database servers.
 */
public final class SuiteSets {

    private static final Duration ASK_LIMIT = Duration.ofSeconds(10);

    private final SuiteParts parts;
    private final SetsFile file;

    SuiteSets(SuiteParts parts, SetsFile file) {
        this.parts = parts;
        this.file = file;
    }

    public List<SetEntry> all() {
        return file.read().sets();
    }

    public Map<SetId, Integer> weights() {
        return file.read().weights();
    }

    /** Whether its database answers; a database elsewhere is not asked. */
    public boolean up(SetId id) {
        return parts.set(id).filter(DatabasePart::ready).isPresent();
    }

    /**
     * Starts a database server for a new SET, waits for it and puts it into the catalogue. When the
     * file cannot be changed, the server is stopped again.
     */
    public void add(SetId id, int weight) {
        if (file.find(id).isPresent()) {
            throw new StartException("there is a SET " + id + " already");
        }
        mustBeWeight(weight);
        DatabasePart part = parts.addSet(id);
        boolean isNew = part.isNew();
        boolean added = false;
        try {
            Ports.mustBeFree(List.of(part));
            part.start();
            file.add(id, part.url(), weight, isNew);
            added = true;
        } finally {
            if (!added) {
                part.stop();
                parts.removeSet(id);
            }
        }
    }

    /** 0 drains it: no new packets, the old ones are served. */
    public void weigh(SetId id, int weight) {
        mustBeThere(id);
        mustBeWeight(weight);
        boolean lastOne = all().stream().noneMatch(set -> !set.id().equals(id) && set.weight() > 0);
        if (weight == 0 && lastOne) {
            throw new StartException("no other SET takes new packets: " + id + " must stay");
        }
        file.weigh(id, weight);
    }

    /** Takes a drained SET out of the catalogue; its server goes on until {@link #stop}. */
    public void remove(SetId id) {
        SetEntry set = mustBeThere(id);
        if (set.weight() > 0) {
            throw new StartException(
                    String.format(
                            Locale.ROOT,
                            "SET %s has weight %d; first: deploy/hongbao set drain %s",
                            id,
                            set.weight(),
                            id));
        }
        long open = unfinished(id);
        if (open > 0) {
            throw new StartException(
                    String.format(
                                    Locale.ROOT,
                                    "SET %s has %,d packets that may still be paid, opened or refunded, or events",
                                    id,
                                    open)
                            + " on their way; try again later");
        }
        file.remove(id);
    }

    /** Stops the server of a SET that was removed; its data stays where it is. */
    public void stop(SetId id) {
        parts.set(id).ifPresent(DatabasePart::stop);
        parts.removeSet(id);
    }

    /** The lowest number that no SET has. */
    public SetId nextFree() {
        List<SetId> taken = all().stream().map(SetEntry::id).toList();
        for (int number = 0; number <= SetId.MAX; number++) {
            if (!taken.contains(new SetId(number))) {
                return new SetId(number);
            }
        }
        throw new StartException("all SETs from 000 to 999 are taken");
    }

    private SetEntry mustBeThere(SetId id) {
        return file.find(id)
                .orElseThrow(() ->
                        new StartException(
                                String.format(
                                        Locale.ROOT,
                                        "there is no SET %s; there are: %s",
                                        id,
                                        String.join(
                                                ", ",
                                                all().stream()
                                                        .map(set -> set.id().toString())
                                                        .toList()))));
    }

    private static void mustBeWeight(int weight) {
        if (weight < 0 || weight > SetCatalogue.WEIGHT_MAX) {
            throw new StartException(
                    "must be 0 to " + SetCatalogue.WEIGHT_MAX + ": weight=" + weight);
        }
    }

    /** Packets that are not ended, and events that are not published. */
    private long unfinished(SetId id) {
        DatabasePart part =
                parts.set(id)
                        .orElseThrow(() -> new StartException("SET " + id + " is not run by us"));
        try (Connection connection = part.server().connect(DatabasePart.SET_DATABASE, ASK_LIMIT)) {
            if (count(
                            connection,
                            "information_schema.tables where table_name = 'outbox'"
                                    + " and table_schema = database()")
                    == 0) {
                return 0;
            }
            long unfinished = count(connection, "outbox");
            for (int table = 0; table < OrderNumber.TABLES; table++) {
                unfinished +=
                        count(connection, "send_order_" + table + " where due_at is not null");
            }
            return unfinished;
        } catch (SQLException e) {
            throw new StartException(
                    "SET "
                            + id
                            + " cannot be asked whether its packets are ended: "
                            + Optional.ofNullable(e.getMessage())
                                    .orElse("")
                                    .lines()
                                    .findFirst()
                                    .orElse(""));
        }
    }

    private static long count(Connection connection, String rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select count(*) from " + rows)) {
            found.next();
            return found.getLong(1);
        }
    }
}
