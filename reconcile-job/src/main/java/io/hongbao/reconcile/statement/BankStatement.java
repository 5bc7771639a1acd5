package io.hongbao.reconcile.statement;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.reconcile.read.CannotReadException;
import io.hongbao.reconcile.statement.StatementLine.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The banks' statements: of each bank a file for each day by Asia/Shanghai, {@code
 * statement-20261121.jsonl}, with a line of JSON for each movement of money: {@code
 * {"number","kind","amountFen","at"}}; also for a day on which nothing moved.
 *
 * @param directories where each bank writes its files
 */
public record BankStatement(Map<String, Path> directories) {

    private static final ObjectReader LINES =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build()
                    .readerFor(Line.class);

    /** As it stands in a file. */
    private record Line(String number, StatementLine.Kind kind, long amountFen, Instant at) {

        StatementLine of(String bank) {
            return new StatementLine(bank, number, kind, amountFen, at);
        }
    }

    public BankStatement {
        directories = new TreeMap<>(directories);
    }

    /** The files of the day that are not there. */
    public List<Path> missing(LocalDate day) {
        return directories.values().stream()
                .map(directory -> file(directory, day))
                .filter(file -> !Files.isReadable(file))
                .toList();
    }

    private static Path file(Path directory, LocalDate day) {
        return directory.resolve("statement-" + day.format(BASIC_ISO_DATE) + ".jsonl");
    }

    /** Whether each bank has a file for the day. */
    public boolean exists(LocalDate day) {
        return missing(day).isEmpty();
    }

    /** The sums of all debits of the day. */
    public NumberBuckets sums(LocalDate day) {
        var debits = new NumberBuckets();
        forEach(
                day,
                Kind.DEBIT,
                line ->
                        debits.add(
                                NumberBuckets.key(line.bank(), line.number()), line.amountFen()));
        return debits;
    }

    /** Gives each such line of the day; none of a bank that has no file. */
    void forEach(LocalDate day, Kind kind, Consumer<StatementLine> action) {
        directories.forEach((bank, directory) -> {
            Path file = file(directory, day);
            if (Files.isReadable(file)) {
                read(
                        file,
                        line -> {
                            if (line.kind() == kind) {
                                action.accept(line.of(bank));
                            }
                        });
            }
        });
    }

    private static void read(Path file, Consumer<Line> action) {
        try (MappingIterator<Line> lines = LINES.readValues(file)) {
            lines.forEachRemaining(action);
        } catch (JacksonIOException e) {
            throw new CannotReadException("the bank's statement " + file, e);
        } catch (JacksonException e) {
            throw new CannotReadException(
                    "the bank's statement " + file + " line " + e.getLocation().getLineNr(), e);
        }
    }
}
