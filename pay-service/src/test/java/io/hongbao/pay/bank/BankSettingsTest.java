package io.hongbao.pay.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.pay.FakeBank;
import io.hongbao.pay.bank.BankSettings.Bank;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BankSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a.connect-max | 0s                    | must be 1 ms to PT5M: hongbao.banks.a.connect-max=PT0S
                    a.answer-max  | 6m                    | must be 1 ms to PT5M: hongbao.banks.a.answer-max=PT6M
                    a.calls-max   | 0                     | must be >= 1: hongbao.banks.a.calls-max=0
                    a.prefix      | 尾号                  | must be at most 32 visible ASCII characters: hongbao.banks.a.prefix
                    b.prefix      | x-                    | must be different: hongbao.banks.a.prefix, hongbao.banks.b.prefix
                    a-name-longer-than-16.prefix | y      | must be 1 to 16 of a-z, 0-9 and -: hongbao.banks.a-name-longer-than-16
                    """)
    void what_cannot_be_used_is_refused_with_its_name(String name, String value, String refusal) {
        var values = new LinkedHashMap<>(Map.of("hongbao.banks.a.prefix", "x-"));
        values.put("hongbao.banks." + name, value);

        assertThatThrownBy(() -> bind(values)).rootCause().hasMessage(refusal);
    }

    @Test
    void a_service_without_a_bank_is_refused() {
        assertThatThrownBy(() -> new BankSettings(Map.of()))
                .hasMessage("must have a bank: hongbao.banks");
    }

    @Test
    void a_kind_that_nobody_brings_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> BankConfig.kind(List.of(), "a", bank("smoke-signals")))
                .hasMessage("must be one of []: hongbao.banks.a.kind=smoke-signals");
    }

    @Test
    void a_token_is_of_the_bank_with_the_longest_prefix_that_it_begins_with() {
        var some = new FakeBank("some");
        var all = new FakeBank("all");
        var few = new FakeBank("few");
        var channels = new BankChannels(Map.of("b-", some, "", all, "b-c-", few));

        assertThat(List.of("b-1", "b", "", "B-1", "b-c-1", "b-c"))
                .extracting(token -> channels.ofToken(token).orElseThrow().name())
                .containsExactly("some", "all", "all", "all", "few", "some");
        assertThat(new BankChannels(Map.of("b-", some)).ofToken("c-1")).isEmpty();
    }

    @Test
    void a_bank_that_there_is_not_is_not_called() {
        var channels = new BankChannels(Map.of("", new FakeBank("all")));

        assertThat(channels.named("other")).isEmpty();
        assertThat(channels.callsRefused("other")).isTrue();
        assertThat(channels.callsRefused("all")).isFalse();
    }

    @Test
    void neither_secret_nor_card_is_in_a_text() {
        assertThat(bank("http").toString()).doesNotContain("a-secret");
    }

    private static Bank bank(String kind) {
        return new Bank(
                kind,
                "",
                URI.create("http://127.0.0.1"),
                "a-secret",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1);
    }

    private static BankSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bind("hongbao", Bindable.of(BankSettings.class))
                .get();
    }
}
