package io.hongbao.reconcile.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepairGuardTest {

    private final RepairGuard guard = new RepairGuard(2);

    @Test
    void it_knows_packets_for_persons_and_wallets_that_are_not_proven_and_no_others() {
        guard.add(finding(Kind.REFUND_DIFFERS, "1", 7));
        guard.add(finding(Kind.CREDIT_MISSING, "2", 8));
        guard.add(finding(Kind.BALANCE_DIFFERS, "", 9));

        assertThat(guard.needsPerson("1")).isTrue();
        assertThat(guard.needsPerson("2")).isFalse();
        assertThat(guard.proven(7)).isTrue();
        assertThat(guard.proven(9)).isFalse();
        assertThat(guard.complete()).isTrue();
    }

    @Test
    void it_says_that_it_does_not_know_all_when_there_is_too_much() {
        guard.add(finding(Kind.REFUND_DIFFERS, "1", 7));
        guard.add(finding(Kind.REFUND_DIFFERS, "2", 7));
        assertThat(guard.complete()).isTrue();

        guard.add(finding(Kind.REFUND_DIFFERS, "3", 7));

        assertThat(guard.complete()).isFalse();
    }

    @Test
    void it_says_that_it_does_not_know_all_when_a_check_did_not_read_all() {
        List<Finding> read =
                IntStream.range(0, 2)
                        .mapToObj(i -> finding(Kind.PACKET_IRREGULAR, "1", i))
                        .toList();

        assertThat(Finding.upTo(3, read)).isEqualTo(read);
        Finding.upTo(3, read).forEach(guard::add);
        assertThat(guard.complete()).isTrue();
        assertThat(Finding.upTo(2, read)).hasSize(3).startsWith(read.getFirst(), read.getLast());
        Finding.upTo(2, read).forEach(guard::add);
        assertThat(guard.complete()).isFalse();
    }

    private static Finding finding(Kind kind, String order, long user) {
        return new Finding(kind, order, order, "place", user, 5, "evidence");
    }
}
