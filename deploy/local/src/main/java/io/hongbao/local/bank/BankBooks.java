package io.hongbao.local.bank;

import io.hongbao.local.bank.BankDocument.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bank's books: one line of JSON for each change of a document, in a file that only grows.
 *
 * <p>A change is on the disk before anybody hears of it, so an answer is true whenever the bank is
 * killed. A line that a kill cut short was never answered and is dropped.
 */
final class BankBooks implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final FileChannel file;
    private final StatementFiles statements;
    private final InstantSource clock;
    private final Map<String, BankDocument> documents = new LinkedHashMap<>();
    private Totals totals = new Totals(0, 0, 0, 0);

    /** What was debited, and given back, over all time. */
    record Totals(long debitedFen, long debits, long refundedFen, long refunds) {

        Totals with(BankDocument line) {
            return switch (line.outcome()) {
                case DEBITED ->
                        new Totals(
                                Math.addExact(debitedFen, line.amountFen()),
                                debits + 1,
                                refundedFen,
                                refunds);
                case REFUNDED ->
                        new Totals(
                                debitedFen,
                                debits,
                                Math.addExact(refundedFen, line.amountFen()),
                                refunds + 1);
                case DECLINED, LOCKED -> this;
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
            List<BankDocument> lines = books.read(path);
            lines.forEach(books::keep);
            books.statements.writeAll(lines, clock.instant());
            return books;
        } catch (IOException e) {
            throw new UncheckedIOException("no books: " + path, e);
        }
    }

    /**
     * Decides the debit, once: a number that was decided before stands as it does, and the caller
     * compares it with what was asked.
     */
    synchronized BankDocument debit(Debit debit, boolean declined) {
        BankDocument before = documents.get(debit.number());
        if (before != null) {
            return before;
        }
        Outcome outcome = declined ? Outcome.DECLINED : Outcome.DEBITED;
        return write(BankDocument.of(debit, outcome, clock.instant()));
    }

    /** From now on no debit of this number succeeds, unless one did already. */
    synchronized BankDocument lock(String number) {
        BankDocument before = documents.get(number);
        return before != null ? before : write(BankDocument.locked(number, clock.instant()));
    }

    /** Gives the money back, once; empty for a number that was never debited. */
    synchronized Optional<BankDocument> refund(String number) {
        return find(number)
                .flatMap(document ->
                        switch (document.outcome()) {
                            case DEBITED -> Optional.of(write(document.refunded(clock.instant())));
                            case REFUNDED -> Optional.of(document);
                            case DECLINED, LOCKED -> Optional.empty();
                        });
    }

    synchronized Optional<BankDocument> find(String number) {
        return Optional.ofNullable(documents.get(number));
    }

    synchronized Totals totals() {
        return totals;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private BankDocument write(BankDocument line) {
        try {
            append(line);
            statements.add(line);
        } catch (IOException e) {
            throw new UncheckedIOException("not booked", e);
        }
        keep(line);
        return line;
    }

    private void keep(BankDocument line) {
        documents.put(line.number(), line);
        totals = totals.with(line);
    }

    private void append(BankDocument line) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(
                        (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        long end = file.position();
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            // A full disk must not leave half a line before the next one.
            file.truncate(end);
            throw e;
        }
    }

    private List<BankDocument> read(Path path) throws IOException {
        byte[] content = Files.readAllBytes(path);
        var lines = new ArrayList<BankDocument>();
        int start = 0;
        for (int at = 0; at < content.length; at++) {
            if (content[at] == '\n') {
                var line = new String(content, start, at - start, StandardCharsets.UTF_8);
                lines.add(JSON.readValue(line, BankDocument.class));
                start = at + 1;
            }
        }
        file.truncate(start);
        file.position(start);
        return lines;
    }
}
