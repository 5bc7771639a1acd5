package io.hongbao.contracts.amount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShareAmountsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final DayKeys KEYS =
            new DayKeys(Map.of(DAY, SecretKey.of("local-only-seed-key")));

    /** Not a sample: with packets this small, every total and number of shares is tried. */
    @Test
    void every_split_of_a_small_packet_pays_out_exactly_its_total() {
        for (int shares = 1; shares <= 12; shares++) {
            for (long fen = shares; fen <= 120; fen++) {
                List<Money> amounts =
                        ShareAmounts.of(PacketKind.LUCKY, new Money(fen), shares, seed(fen));

                assertThat(amounts).hasSize(shares).allMatch(amount -> amount.fen() >= 1);
                assertThat(amounts.stream().reduce(Money.ZERO, Money::plus))
                        .isEqualTo(new Money(fen));
            }
        }
    }

    @Test
    void the_largest_packet_pays_out_exactly_its_total() {
        List<Money> amounts = ShareAmounts.of(PacketKind.LUCKY, new Money(20_000_00), 500, seed(1));

        assertThat(amounts).hasSize(500).allMatch(amount -> amount.fen() >= 1);
        assertThat(amounts.stream().reduce(Money.ZERO, Money::plus))
                .isEqualTo(new Money(20_000_00));
    }

    /** The numbers of this case were computed apart from this code, with Python's hmac module. */
    @Test
    void the_published_rule_gives_these_amounts() {
        PacketSeed seed = PacketSeed.ofHex("00".repeat(31) + "01");

        List<Money> amounts = ShareAmounts.of(PacketKind.LUCKY, new Money(100_00), 5, seed);

        assertThat(amounts)
                .extracting(Money::fen)
                .containsExactly(2388L, 1747L, 1066L, 1705L, 3094L);
        assertThat(seed.commitment())
                .isEqualTo("ec4916dd28fc4c10d78e287ca5d9cc51ee1ae73cbfde08c6b37324cbfaac8bc5");
    }

    @Test
    void the_seed_of_a_packet_is_its_own_and_comes_back_the_same() {
        assertThat(seed(1).reveal()).isEqualTo(seed(1).reveal()).isNotEqualTo(seed(2).reveal());
        assertThat(PacketSeed.ofHex(seed(1).reveal()).commitment()).isEqualTo(seed(1).commitment());
        assertThat(seed(1).toString()).doesNotContain(seed(1).reveal());
    }

    @Test
    void equal_shares_are_equal_and_must_divide() {
        assertThat(ShareAmounts.of(PacketKind.EQUAL, new Money(9_00), 3, seed(1)))
                .containsOnly(new Money(3_00));
        assertThatThrownBy(() -> ShareAmounts.of(PacketKind.EXCLUSIVE, new Money(10), 3, seed(1)))
                .hasMessage("must divide evenly: fen=10, shares=3");
        assertThatThrownBy(() -> ShareAmounts.of(PacketKind.LUCKY, new Money(2), 3, seed(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PacketSeed seed(long sequence) {
        return PacketSeed.of(KEYS, OrderNumber.of(DAY, sequence, new SetId(0), 0));
    }
}
