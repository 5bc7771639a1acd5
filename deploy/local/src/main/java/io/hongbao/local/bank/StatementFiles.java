package io.hongbao.local.bank;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the bank tells its customers: a file for each day by Asia/Shanghai, {@code
 * statement-20261121.jsonl}, with a line of JSON for each debit, {@code
 * {"number","amountFen","at"}}.
 *
 * <p>The books are the truth: all files are written anew from them when the bank starts, so a kill
 * between the two leaves nothing behind.
 */
final class StatementFiles {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path books;

    /** Beside the books. */
    StatementFiles(Path books) {
        this.books = books;
    }

    private record Line(String number, long amountFen, Instant at) {}

    void writeAll(Collection<Decision> decisions) throws IOException {
        Map<Path, StringBuilder> files = new TreeMap<>();
        for (Decision decision : decisions) {
            Instant at = decision.at();
            if (at != null && decision.outcome() == DebitDecision.DEBITED) {
                files.computeIfAbsent(file(at), _ -> new StringBuilder())
                        .append(line(decision.debit(), at));
            }
        }
        for (Map.Entry<Path, StringBuilder> file : files.entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
    }

    void add(Decision decision) throws IOException {
        Instant at = decision.at();
        if (at != null && decision.outcome() == DebitDecision.DEBITED) {
            Files.writeString(
                    file(at),
                    line(decision.debit(), at),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private static String line(Debit debit, Instant at) {
        return JSON.writeValueAsString(new Line(debit.number(), debit.amountFen(), at)) + "\n";
    }

    private Path file(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZONE);
        return books.resolveSibling("statement-" + day.format(BASIC_ISO_DATE) + ".jsonl");
    }
}
