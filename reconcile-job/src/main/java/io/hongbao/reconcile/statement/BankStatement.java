package io.hongbao.reconcile.statement;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.reconcile.read.CannotReadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
                    .readerFor(StatementLine.class);

    public BankStatement {
        directories = new TreeMap<>(directories);
    }

    /** The files of the day that are not there. */
    public List<Path> missing(LocalDate day) {
        return files(day).filter(file -> !Files.isReadable(file)).toList();
    }

    private Stream<Path> files(LocalDate day) {
        String name = "statement-" + day.format(BASIC_ISO_DATE) + ".jsonl";
        return directories.values().stream().map(directory -> directory.resolve(name));
    }

    /** Whether each bank has a file for the day. */
    public boolean exists(LocalDate day) {
        return missing(day).isEmpty();
    }

    /** The sums of all debits of the day. */
    public NumberBuckets sums(LocalDate day) {
        var debits = new NumberBuckets();
        forEach(day, line -> debits.add(line.number(), line.amountFen()));
        return debits;
    }

    /** Gives each debit of the day; none of a bank that has no file. */
    void forEach(LocalDate day, Consumer<StatementLine> action) {
        files(day).filter(Files::isReadable).forEach(file -> read(file, action));
    }

    private static void read(Path file, Consumer<StatementLine> action) {
        try (MappingIterator<StatementLine> lines = LINES.readValues(file)) {
            lines.forEachRemaining(line -> {
                if (line.kind() == StatementLine.Kind.DEBIT) {
                    action.accept(line);
                }
            });
        } catch (JacksonIOException e) {
            throw new CannotReadException("the bank's statement " + file, e);
        } catch (JacksonException e) {
            throw new CannotReadException(
                    "the bank's statement " + file + " line " + e.getLocation().getLineNr(), e);
        }
    }
}
