package io.hongbao.contracts.amount;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketSeed.Draw;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.money.Money;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No place of a packet is luckier than another. */
class FairSharesTest {

    private static final int SHARES_MAX = 8;
    private static final int FEN_MAX = 40;

    /** Of some hundred places, chance alone puts one beyond this with one seed in thousands. */
    private static final double STANDARD_ERRORS_MAX = 5;

    private static final long SEED = 20_261_130;

    /** Not a sample: of packets this small every draw is tried, and weighed exactly. */
    @Test
    void every_place_of_every_small_packet_expects_exactly_the_mean() {
        var expected = new HashMap<Packet, List<Fraction>>();
        for (int shares = 1; shares <= SHARES_MAX; shares++) {
            for (int fen = shares; fen <= FEN_MAX; fen++) {
                var packet = new Packet(fen, shares);

                List<Fraction> places = expectations(packet, expected);

                assertThat(places)
                        .as("%s", packet)
                        .hasSize(shares)
                        .containsOnly(Fraction.of(fen, shares));
                expected.put(packet, places);
            }
        }
    }

    private record Packet(int fen, int shares) {}

    /** What each place expects, given what those of all packets of one share less expect. */
    private static List<Fraction> expectations(
            Packet packet, Map<Packet, List<Fraction>> ofFewerShares) {
        var places = new ArrayList<Fraction>();
        if (packet.shares() == 1) {
            places.add(Fraction.of(packet.fen(), 1));
            return places;
        }
        for (int place = 0; place < packet.shares(); place++) {
            places.add(Fraction.of(0, 1));
        }
        everyAmount(packet)
                .forEach((amount, chance) -> {
                    var rest = new Packet(packet.fen() - amount, packet.shares() - 1);
                    assertThat(rest.fen()).as("%s", packet).isGreaterThanOrEqualTo(rest.shares());
                    places.set(0, places.getFirst().plus(chance.times(Fraction.of(amount, 1))));
                    List<Fraction> others = Objects.requireNonNull(ofFewerShares.get(rest));
                    for (int place = 1; place < packet.shares(); place++) {
                        places.set(
                                place, places.get(place).plus(chance.times(others.get(place - 1))));
                    }
                });
        return places;
    }

    /** Which amounts the first share may get, and how likely each is. */
    private static Map<Integer, Fraction> everyAmount(Packet packet) {
        int shares = packet.shares();
        int lower = (2 * packet.fen() - shares) / shares;
        // Both bounds that there may be divide it, so that each amount comes up as often as it
        // should.
        int forAmounts = lower * (lower + 1);
        var counts = new TreeMap<Integer, Integer>();
        for (int forBound = 0; forBound < shares; forBound++) {
            for (int forAmount = 0; forAmount < forAmounts; forAmount++) {
                long amount =
                        ShareAmounts.lucky(packet.fen(), shares, new Draw(forAmount, forBound));
                assertThat(amount).as("%s", packet).isPositive();
                counts.merge(Math.toIntExact(amount), 1, Integer::sum);
            }
        }
        var chances = new TreeMap<Integer, Fraction>();
        counts.forEach((amount, count) ->
                chances.put(amount, Fraction.of(count, (long) shares * forAmounts)));
        return chances;
    }

    /** A sample, where there are too many draws to try: ten million packets, or draws. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    fen     | shares | packets
                    3       | 2      | 10000000
                    5       | 3      | 10000000
                    8888    | 5      | 10000000
                    150     | 100    |  1000000
                    2000000 | 500    |    20000
                    """)
    void every_place_of_millions_of_packets_gets_the_mean(long fen, int shares, int packets) {
        var places = new PlaceMeans(shares);
        var random = new SplittableRandom(SEED);
        for (int packet = 0; packet < packets; packet++) {
            long left = fen;
            for (int place = 0; place < shares - 1; place++) {
                long amount =
                        ShareAmounts.lucky(
                                left,
                                shares - place,
                                new Draw(random.nextLong(), random.nextLong()));
                places.add(place, amount);
                left -= amount;
            }
            places.add(shares - 1, left);
        }

        places.checkEach((double) fen / shares);
    }

    /** The numbers come from the packets' own seeds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    fen  | shares | packets
                    3    | 2      | 200000
                    5000 | 5      |  40000
                    150  | 100    |   2000
                    """)
    void every_place_of_seeded_packets_gets_the_mean(long fen, int shares, int packets) {
        LocalDate day = LocalDate.of(2026, 11, 21);
        var keys = new DayKeys(Map.of(day, SecretKey.of("local-only-seed-key")));
        var places = new PlaceMeans(shares);
        for (int packet = 0; packet < packets; packet++) {
            PacketSeed seed = PacketSeed.of(keys, OrderNumber.of(day, packet, new SetId(0), 0));
            List<Money> amounts = ShareAmounts.of(PacketKind.LUCKY, new Money(fen), shares, seed);
            for (int place = 0; place < shares; place++) {
                places.add(place, amounts.get(place).fen());
            }
        }

        places.checkEach((double) fen / shares);
    }

    /** Sums of what each place got. */
    private static final class PlaceMeans {

        private final long[] sums;
        private final double[] squares;
        private long count;

        PlaceMeans(int places) {
            sums = new long[places];
            squares = new double[places];
        }

        void add(int place, long fen) {
            sums[place] += fen;
            squares[place] += (double) fen * fen;
            if (place == 0) {
                count++;
            }
        }

        void checkEach(double mean) {
            for (int place = 0; place < sums.length; place++) {
                double found = (double) sums[place] / count;
                double variance = squares[place] / count - found * found;
                double standardError = Math.sqrt(variance / count);

                assertThat(Math.abs(found - mean))
                        .as("place %d got %s on average; seed=%d", place, found, SEED)
                        .isLessThanOrEqualTo(STANDARD_ERRORS_MAX * standardError);
            }
        }
    }

    /** An exact number, in lowest terms: equal numbers are equal. */
    private record Fraction(BigInteger numerator, BigInteger denominator) {

        static Fraction of(long numerator, long denominator) {
            return reduced(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
        }

        private static Fraction reduced(BigInteger numerator, BigInteger denominator) {
            BigInteger common = numerator.gcd(denominator);
            return new Fraction(numerator.divide(common), denominator.divide(common));
        }

        Fraction plus(Fraction other) {
            return reduced(
                    numerator
                            .multiply(other.denominator)
                            .add(other.numerator.multiply(denominator)),
                    denominator.multiply(other.denominator));
        }

        Fraction times(Fraction other) {
            return reduced(
                    numerator.multiply(other.numerator), denominator.multiply(other.denominator));
        }
    }
}
