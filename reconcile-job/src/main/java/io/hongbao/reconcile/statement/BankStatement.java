package io.hongbao.reconcile.statement;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import io.hongbao.reconcile.read.CannotReadException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bank's statements: a file for each day by Asia/Shanghai, {@code statement-20261121.jsonl},
 * with a line of JSON for each debit: {@code {"number","amountFen","at"}}.
 */
public record BankStatement(Path directory) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

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
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                if (!text.isBlank()) {
                    action.accept(JSON.readValue(text, StatementLine.class));
                }
            }
        } catch (IOException e) {
            throw new CannotReadException("the bank's statement " + file, e);
        } catch (JacksonException e) {
            throw new CannotReadException(
                    "the bank's statement %s line %d".formatted(file, number), e);
        }
    }
}
