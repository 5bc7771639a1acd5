package io.hongbao.reconcile.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final long ONE = 0xFFFF_0001L;
    private static final long OTHER = 0x8000_FFFFL;

    @Test
    void rows_of_a_packet_weigh_what_its_counter_does_however_they_are_grouped() {
        Fingerprint counters = row(ONE, 3, 900).plus(row(OTHER, 1, 50));

        Fingerprint shares = row(OTHER, 1, 50);
        for (long fen : new long[] {100, 1, 799}) {
            shares = row(ONE, 1, fen).plus(shares);
        }

        assertThat(shares).isEqualTo(counters);
    }

    @Test
    void what_one_packet_has_too_little_and_another_too_much_shows() {
        Fingerprint right = row(ONE, 3, 900).plus(row(OTHER, 1, 50));

        Fingerprint fen = row(ONE, 3, 899).plus(row(OTHER, 1, 51));
        Fingerprint count = row(ONE, 2, 900).plus(row(OTHER, 2, 50));
        Fingerprint both = row(ONE, 1, 50).plus(row(OTHER, 3, 900));

        assertThat(fen).isNotEqualTo(right);
        assertThat(count).isNotEqualTo(right);
        assertThat(both).isNotEqualTo(right);
    }

    /** As a database adds up what is of one packet. */
    private static Fingerprint row(long hash, long count, long fen) {
        return Fingerprint.weighed(
                count, fen, hash * count, (hash & 0xFFFF) * fen, (hash >>> 16) * fen);
    }
}
