package io.hongbao.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.ticket.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TierTest {

    @ParameterizedTest
    @CsvSource({
        "PAY, FIRST",
        "OPEN, FIRST",
        "WRAP, SECOND",
        "GRAB, SECOND",
        "VIEW_PACKET, THIRD",
        "VIEW_WALLET, FOURTH",
        "LIST_PACKETS, FOURTH",
    })
    void what_moves_money_comes_before_what_is_looked_at(Operation operation, Tier tier) {
        assertThat(Tier.of(operation)).isEqualTo(tier);
    }
}
