package io.hongbao.local.bank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bank's books: one line of JSON for each decision, in a file that only grows.
 *
 * <p>A decision is on the disk before anybody hears of it, so an answer is true for ever, whenever
 * the bank is killed. A line that a kill cut short was never answered and is dropped.
 */
final class BankBooks implements AutoCloseable {

    /** Every other card is good. */
    static final String DECLINED_CARD = "card-declined";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final FileChannel file;
    private final StatementFiles statements;
    private final InstantSource clock;
    private final Map<String, Decision> decisions = new LinkedHashMap<>();
    private Totals totals = new Totals(0, 0);

    /** What was debited over all time. */
    record Totals(long debitedFen, long debits) {

        Totals with(Decision decision) {
            return switch (decision.outcome()) {
                case DEBITED ->
                        new Totals(
                                Math.addExact(debitedFen, decision.debit().amountFen()),
                                debits + 1);
                case DECLINED -> this;
            };
        }
    }

    private BankBooks(FileChannel file, StatementFiles statements, InstantSource clock) {
        this.file = file;
        this.statements = statements;
        this.clock = clock;
    }

    /** Statements are written beside the books. */
    static BankBooks open(Path path, InstantSource clock) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            var books =
                    new BankBooks(
                            FileChannel.open(
                                    path,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE),
                            new StatementFiles(path),
                            clock);
            books.read(path);
            books.statements.writeAll(books.decisions.values());
            return books;
        } catch (IOException e) {
            throw new UncheckedIOException("no books: " + path, e);
        }
    }

    /**
     * Decides the debit, once: a number that was decided before gets its first decision, which the
     * caller compares with what it asked.
     */
    synchronized Decision decide(Debit debit) {
        Decision before = decisions.get(debit.number());
        if (before != null) {
            return before;
        }
        var decision =
                new Decision(
                        debit,
                        debit.card().equals(DECLINED_CARD)
                                ? DebitDecision.DECLINED
                                : DebitDecision.DEBITED,
                        clock.instant());
        try {
            append(decision);
            statements.add(decision);
        } catch (IOException e) {
            throw new UncheckedIOException("not booked", e);
        }
        keep(decision);
        return decision;
    }

    synchronized Optional<Decision> find(String number) {
        return Optional.ofNullable(decisions.get(number));
    }

    synchronized Totals totals() {
        return totals;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private void keep(Decision decision) {
        decisions.put(decision.debit().number(), decision);
        totals = totals.with(decision);
    }

    private void append(Decision decision) throws IOException {
        ByteBuffer line =
                ByteBuffer.wrap(
                        (JSON.writeValueAsString(decision) + "\n")
                                .getBytes(StandardCharsets.UTF_8));
        long end = file.position();
        try {
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(false);
        } catch (IOException e) {
            // A full disk must not leave half a line before the next one.
            file.truncate(end);
            throw e;
        }
    }

    private void read(Path path) throws IOException {
        byte[] content = Files.readAllBytes(path);
        int start = 0;
        for (int at = 0; at < content.length; at++) {
            if (content[at] == '\n') {
                var line = new String(content, start, at - start, StandardCharsets.UTF_8);
                keep(JSON.readValue(line, Decision.class));
                start = at + 1;
            }
        }
        file.truncate(start);
        file.position(start);
    }
}
