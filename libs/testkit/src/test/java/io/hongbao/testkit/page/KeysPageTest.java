package io.hongbao.testkit.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeysPageTest {

    private static final String PAGE =
            """
            | key | gateway | pay-service | what |
            | --- | --- | --- | --- |
            | `hongbao.keys.tickets.a-b` | + | x | much |
            | `hongbao.keys.link` | | + | little |
            | `hongbao.keys.seed` | + | (x) | little |
            | `hongbao.bank.secret` | | + | much |
            """;

    @Test
    void a_service_holds_the_keys_that_are_marked_in_its_column() {
        assertThat(KeysPage.of("gateway", PAGE))
                .containsOnlyKeys("hongbao.keys.tickets.a-b", "hongbao.keys.seed");
        assertThat(KeysPage.of("pay-service", PAGE))
                .containsOnlyKeys("hongbao.keys.tickets.a-b", "hongbao.keys.link");
        assertThatThrownBy(() -> KeysPage.of("bank", PAGE)).hasMessageContaining("bank");
    }

    @Test
    void a_ring_has_a_key_that_signs_and_a_key_by_day_its_day() {
        var keys = KeysPage.of("pay-service", PAGE);

        assertThat(keys.get("hongbao.keys.tickets.a-b"))
                .satisfiesExactly(
                        active -> assertThat(active).endsWith("a-b.active=k"),
                        key -> assertThat(key).startsWith("--hongbao.keys.tickets.a-b.keys.k="));
        assertThat(KeysPage.without("hongbao.keys.tickets.a-b", keys))
                .singleElement()
                .asString()
                .startsWith("--hongbao.keys.link.[20260101]=");
    }

    @Test
    void every_service_has_a_column_in_the_page_of_this_repository() {
        for (String service :
                List.of("gateway", "packet-service", "pay-service", "ledger-consumer")) {
            assertThat(KeysPage.of(service)).as(service).isNotEmpty();
        }
    }
}
