package io.hongbao.local.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.local.bank.BankBooks.Totals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BankBooksTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");

    @TempDir Path directory;

    private BankBooks open() {
        return BankBooks.open(directory.resolve("books.jsonl"), () -> NOON);
    }

    /** Not a sample: every length that a kill can leave of the file is tried. */
    @Test
    void whenever_the_bank_is_killed_its_books_are_those_of_a_moment_and_go_on()
            throws IOException {
        try (BankBooks books = open()) {
            books.debit(new Debit("n-1", "card-1", 5), false);
            books.lock("n-2");
            books.refund("n-1");
        }
        Path file = directory.resolve("books.jsonl");
        byte[] content = Files.readAllBytes(file);
        List<Totals> after =
                List.of(
                        new Totals(0, 0, 0, 0),
                        new Totals(5, 1, 0, 0),
                        new Totals(5, 1, 0, 0),
                        new Totals(5, 1, 5, 1));

        for (int length = 0; length <= content.length; length++) {
            byte[] left = Arrays.copyOf(content, length);
            Files.write(file, left);
            int lines = (int) new String(left, StandardCharsets.UTF_8).lines().count();
            if (length > 0 && left[length - 1] != '\n') {
                lines--;
            }

            try (BankBooks books = open()) {
                assertThat(books.totals()).isEqualTo(after.get(lines));
                books.debit(new Debit("n-3", "card-1", 1), false);
            }
            try (BankBooks books = open()) {
                assertThat(books.totals().debitedFen())
                        .isEqualTo(after.get(lines).debitedFen() + 1);
            }
        }
    }

    @Test
    void delays_are_as_they_are_told_and_never_more() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        var exponential = new Delay(Delay.Distribution.EXPONENTIAL, 100, 0, 250);
        var uniform = new Delay(Delay.Distribution.UNIFORM, 0, 10, 12);

        long sum = 0;
        for (int i = 0; i < 10_000; i++) {
            assertThat(uniform.ms(random)).isBetween(10L, 12L);
            long ms = exponential.ms(random);
            assertThat(ms).isBetween(0L, 250L);
            sum += ms;
        }

        // 100 (1 - e^-2.5), since what is more is cut off.
        assertThat(sum / 10_000).isBetween(85L, 99L);
        assertThat(new Delay(Delay.Distribution.FIXED, 7, 0, 0).ms(random)).isEqualTo(7);
    }
}
