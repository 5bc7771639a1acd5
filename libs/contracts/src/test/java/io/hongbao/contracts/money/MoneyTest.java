package io.hongbao.contracts.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void money_is_never_negative_and_never_wraps_around() {
        assertThatThrownBy(() -> new Money(-1)).hasMessage("must be >= 0: fen=-1");
        assertThatThrownBy(() -> new Money(1).minus(new Money(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE).plus(new Money(1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void what_was_added_can_be_taken_away() {
        var eightyEightYuan = new Money(88_88);

        assertThat(eightyEightYuan.plus(new Money(12)).minus(new Money(12)))
                .isEqualTo(eightyEightYuan);
        assertThat(eightyEightYuan.covers(new Money(88_88))).isTrue();
        assertThat(eightyEightYuan.covers(new Money(88_89))).isFalse();
    }
}
