package io.hongbao.reconcile.statement;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.reconcile.read.CannotReadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bank's statements: a file for each day by Asia/Shanghai, {@code statement-20261121.jsonl},
 * with a line of JSON for each debit: {@code {"number","amountFen","at"}}.
 */
public record BankStatement(Path directory) {

    private static final ObjectReader LINES =
            JsonMapper.builder().build().readerFor(StatementLine.class);

    public Path file(LocalDate day) {
        return directory.resolve("statement-" + day.format(BASIC_ISO_DATE) + ".jsonl");
    }

    /** Whether there is a file for the day. */
    public boolean exists(LocalDate day) {
        return Files.isReadable(file(day));
    }

    /** The sums of all debits of the day. */
    public NumberBuckets sums(LocalDate day) {
        var debits = new NumberBuckets();
        forEach(day, line -> debits.add(line.number(), line.amountFen()));
        return debits;
    }

    /** Gives each debit of the day; none where there is no file. */
    void forEach(LocalDate day, Consumer<StatementLine> action) {
        if (!exists(day)) {
            return;
        }
        Path file = file(day);
        try (MappingIterator<StatementLine> lines = LINES.readValues(file)) {
            lines.forEachRemaining(action);
        } catch (JacksonIOException e) {
            throw new CannotReadException("the bank's statement " + file, e);
        } catch (JacksonException e) {
            throw new CannotReadException(
                    "the bank's statement " + file + " line " + e.getLocation().getLineNr(), e);
        }
    }
}
