package io.hongbao.local.bank;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the bank tells its customers: a file for each day by Asia/Shanghai, {@code
 * statement-20261121.jsonl}, with a line of JSON for each movement of money, {@code
 * {"number","kind","amountFen","at"}}; {@code kind} is {@code DEBIT} or {@code REFUND}.
 *
 * <p>A day on which nothing moved has an empty file, once something moves on a later one or the
 * bank is started again.
 *
 * <p>The books are the truth: all files are written anew from them when the bank starts, so a kill
 * between the two leaves nothing behind. Not thread-safe.
 */
final class StatementFiles {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path books;
    private LocalDate nextDay = LocalDate.MAX;

    /** Beside the books. */
    StatementFiles(Path books) {
        this.books = books;
    }

    private record Line(String number, String kind, long amountFen, Instant at) {}

    /** All of them, from all lines of the books. */
    void writeAll(List<BankDocument> books, Instant now) throws IOException {
        nextDay = books.isEmpty() ? day(now) : day(books.getFirst().at());
        for (LocalDate each = nextDay; !each.isAfter(day(now)); each = each.plusDays(1)) {
            Files.deleteIfExists(file(each));
        }
        for (BankDocument each : books) {
            add(each);
        }
        begin(day(now));
    }

    /** One more line of the books. */
    void add(BankDocument changed) throws IOException {
        begin(day(changed.at()));
        Optional<String> line = line(changed);
        if (line.isPresent()) {
            Files.writeString(file(day(changed.at())), line.get(), StandardOpenOption.APPEND);
        }
    }

    private void begin(LocalDate day) throws IOException {
        for (; !nextDay.isAfter(day); nextDay = nextDay.plusDays(1)) {
            Files.writeString(file(nextDay), "", StandardOpenOption.CREATE);
        }
    }

    /** Empty where no money moved. */
    private static Optional<String> line(BankDocument each) {
        return switch (each.outcome()) {
            case DEBITED -> Optional.of(line(each, "DEBIT"));
            case REFUNDED -> Optional.of(line(each, "REFUND"));
            case DECLINED, LOCKED -> Optional.empty();
        };
    }

    private static String line(BankDocument each, String kind) {
        var line = new Line(each.number(), kind, each.amountFen(), each.at());
        return JSON.writeValueAsString(line) + "\n";
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZONE);
    }

    private Path file(LocalDate day) {
        return books.resolveSibling("statement-" + day.format(BASIC_ISO_DATE) + ".jsonl");
    }
}
