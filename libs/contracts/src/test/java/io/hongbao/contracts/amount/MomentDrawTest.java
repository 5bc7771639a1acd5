package io.hongbao.contracts.amount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MomentDrawTest {

    private static final Money FROM = new Money(50);
    private static final Money TO = new Money(59);
    private static final int VIEWERS = 20_000;
    private static final Pattern EXAMPLE =
            Pattern.compile(
                    "\\| `(\\d+)` \\| `[0-9a-f]{16}` \\| `[0-9a-f]{16}` \\| (\\w+) \\| (\\d+) \\|");

    @Test
    void a_viewer_gets_the_same_each_time_and_others_get_others() {
        PacketSeed seed = seed(1);

        long different =
                IntStream.rangeClosed(1, 100)
                        .mapToObj(viewer -> amount(seed, viewer))
                        .distinct()
                        .count();

        assertThat(amount(seed, 7)).isEqualTo(amount(seed, 7)).isNotEqualTo(amount(seed(2), 7));
        assertThat(different).isGreaterThan(50);
    }

    /** Each count is near its mean: within 5 standard deviations. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void every_amount_is_as_likely_as_every_other_for_who_pays_and_for_who_does_not(long number) {
        PacketSeed seed = seed(number);
        var payers = new int[10];
        var free = new int[10];
        for (int viewer = 1; viewer <= VIEWERS; viewer++) {
            MomentDraw draw = MomentDraw.of(seed, new UserId(viewer));
            int amount = (int) (draw.amount(FROM, TO).fen() - FROM.fen());
            (draw.free(300_000) ? free : payers)[amount]++;
        }

        for (int amount = 0; amount < 10; amount++) {
            assertNear(payers[amount], 0.7 / 10);
            assertNear(free[amount], 0.3 / 10);
        }
    }

    private static void assertNear(int count, double probability) {
        double mean = VIEWERS * probability;
        double deviation = Math.sqrt(mean * (1 - probability));
        assertThat((double) count).isBetween(mean - 5 * deviation, mean + 5 * deviation);
    }

    @Test
    void at_rate_0_nobody_and_at_rate_1_everybody_sees_it_for_free() {
        PacketSeed seed = seed(1);
        for (int viewer = 1; viewer <= 1_000; viewer++) {
            MomentDraw draw = MomentDraw.of(seed, new UserId(viewer));

            assertThat(draw.free(0)).isFalse();
            assertThat(draw.free(MomentDraw.ALWAYS_FREE)).isTrue();
        }
    }

    @Test
    void who_sees_it_for_free_at_a_rate_does_so_at_each_higher_one() {
        MomentDraw draw = MomentDraw.of(seed(1), new UserId(1));

        List<Integer> free =
                IntStream.rangeClosed(0, MomentDraw.ALWAYS_FREE)
                        .filter(draw::free)
                        .boxed()
                        .toList();

        assertThat(free).isNotEmpty().last().isEqualTo(MomentDraw.ALWAYS_FREE);
        assertThat(free.size()).isEqualTo(MomentDraw.ALWAYS_FREE + 1 - free.getFirst());
    }

    @Test
    void a_range_of_one_amount_gives_that() {
        PacketSeed seed = seed(1);
        for (int viewer = 1; viewer <= 100; viewer++) {
            assertThat(MomentDraw.of(seed, new UserId(viewer)).amount(FROM, FROM)).isEqualTo(FROM);
        }
    }

    /** With numbers that have no sign and no limit. */
    @Test
    void the_draw_is_that_of_the_written_steps() {
        BigInteger all = BigInteger.TWO.pow(64);
        for (long viewer = 1; viewer <= 500; viewer++) {
            PacketSeed seed = seed(viewer);
            PacketSeed.Draw numbers = seed.draw("view:" + viewer);
            BigInteger u = new BigInteger(Long.toUnsignedString(numbers.forAmount()));
            BigInteger v = new BigInteger(Long.toUnsignedString(numbers.forRest()));
            int rate = (int) (viewer * 2_000);

            MomentDraw draw = MomentDraw.of(seed, new UserId(viewer));

            assertThat(draw.free(rate))
                    .isEqualTo(
                            v.multiply(BigInteger.valueOf(1_000_000))
                                            .compareTo(BigInteger.valueOf(rate).multiply(all))
                                    < 0);
            assertThat(draw.amount(FROM, TO).fen())
                    .isEqualTo(50 + u.multiply(BigInteger.TEN).divide(all).longValueExact());
        }
    }

    /** Computed apart from this code, with Python's hmac module. Tests run in their module. */
    @Test
    void the_code_gives_the_example_of_the_page() throws IOException {
        PacketSeed seed = PacketSeed.ofHex("00".repeat(31) + "01");
        String page = Files.readString(Path.of("..", "..", "docs", "AMOUNTS.md"));

        var rows = EXAMPLE.matcher(page).results().toList();

        assertThat(rows).hasSize(3);
        for (var row : rows) {
            MomentDraw draw = MomentDraw.of(seed, new UserId(Long.parseLong(row.group(1))));
            assertThat(draw.free(100_000)).isEqualTo(row.group(2).equals("yes"));
            assertThat(draw.amount(FROM, new Money(5_00)))
                    .isEqualTo(new Money(Long.parseLong(row.group(3))));
        }
        assertThat(rows).extracting(row -> row.group(2)).contains("yes", "no");
    }

    @Test
    void there_is_no_rate_below_0_or_above_1() {
        MomentDraw draw = MomentDraw.of(seed(1), new UserId(1));

        assertThatThrownBy(() -> draw.free(-1)).hasMessage("must be 0 to 1000000: freeRatePpm=-1");
        assertThatThrownBy(() -> draw.free(1_000_001)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Money amount(PacketSeed seed, long viewer) {
        return MomentDraw.of(seed, new UserId(viewer)).amount(FROM, new Money(200_00));
    }

    private static PacketSeed seed(long number) {
        var bytes = new byte[32];
        new SplittableRandom(number).nextBytes(bytes);
        return PacketSeed.ofHex(HexFormat.of().formatHex(bytes));
    }
}
