package io.hongbao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.catalogue.file.CatalogueException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeSettingsTest {

    private static final String CREDITS = "balance-credits";
    private static final String RECORDS = "user-records";

    @Test
    void a_group_that_is_not_mentioned_has_no_limit() {
        RuntimeSettings settings =
                RuntimeSettings.parse("f", "consumers:\n  balance-credits: {rate: 500}\n");

        assertThat(settings.consumerRate(CREDITS)).hasValue(500);
        assertThat(settings.consumerRate(RECORDS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# Services follow this file.\n",
                "{}",
                "consumers: {}",
                "switches: {}",
                "moments: {}"
            })
    void a_file_that_sets_nothing_is_none(String text) {
        assertThat(RuntimeSettings.parse("f", text)).isEqualTo(RuntimeSettings.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            quoteCharacter = '`',
            textBlock =
                    """
                    file                                                        | mistake
                    `limits: {}`                                                | line 1: must be one of [consumers, moments, switches]: limits
                    `consumers:`                                                | line 1: must be an entry with [balance-credits, packet-activations, user-notifications, user-records]
                    `consumers: [balance-credits]`                              | line 1: must be an entry with [balance-credits, packet-activations, user-notifications, user-records]
                    `consumers: {balance-credit: {rate: 5}}`                    | line 1: must be one of [balance-credits, packet-activations, user-notifications, user-records]: balance-credit
                    `consumers: {user-records: {}}`                             | line 1: must have rate
                    `consumers: {user-records: 5}`                              | line 1: must be an entry with [rate]
                    `consumers: {user-records: {rats: 5}}`                      | line 1: must be one of [rate]: rats
                    `consumers: {user-records: {rate: 0}}`                      | line 1: must be a number from 1 to 10000000: rate=0
                    `consumers: {user-records: {rate: -1}}`                     | line 1: must be a number from 1 to 10000000: rate=-1
                    `consumers: {user-records: {rate: 1.5}}`                    | line 1: must be a number from 1 to 10000000: rate=1.5
                    `consumers: {user-records: {rate: 10000001}}`               | line 1: must be a number from 1 to 10000000: rate=10000001
                    `consumers: {user-records: {rate: unlimited}}`              | line 1: must be a number from 1 to 10000000: rate=unlimited
                    `consumers: {user-records: {rate: [5]}}`                    | line 1: must be a single value: rate
                    `consumers: {user-records: {rate: 5}, user-records: {}}`    | line 1: must be there once: user-records
                    `consumers: {`                                              | line 1: must be YAML
                    `rate`                                                      | line 1: must be an entry with [consumers, moments, switches]
                    `switches: [lists]`                                         | line 1: must be an entry with names
                    `switches: {list: {off: x}}`                                | line 1: must be one of [lists, wallet-home, notifications, openers, card-payments, tier-2, tier-3, tier-4], bank:NAME: list
                    `switches: {"bank:A": {off: x}}`                            | line 1: must be one of [lists, wallet-home, notifications, openers, card-payments, tier-2, tier-3, tier-4], bank:NAME: bank:A
                    `switches: {lists: {}}`                                     | line 1: must have off
                    `switches: {lists: {off: " "}}`                             | line 1: must have off
                    `switches: {lists: {on: x}}`                                | line 1: must be one of [off]: on
                    `switches: {lists: off}`                                    | line 1: must be an entry with [off]
                    `moments: {rate: {}}`                                       | line 1: must be one of [free-rate]: rate
                    `moments: {free-rate: {because: x}}`                        | line 1: must have rate
                    `moments: {free-rate: {rate: 0.5}}`                         | line 1: must have because
                    `moments: {free-rate: {rate: 1.000001, because: x}}`        | line 1: must be 0 to 1, to six decimal places: rate=1.000001
                    `moments: {free-rate: {rate: -0.1, because: x}}`            | line 1: must be 0 to 1, to six decimal places: rate=-0.1
                    `moments: {free-rate: {rate: 0.0000001, because: x}}`       | line 1: must be 0 to 1, to six decimal places: rate=0.0000001
                    `moments: {free-rate: {rate: 1e-1, because: x}}`            | line 1: must be 0 to 1, to six decimal places: rate=1e-1
                    `moments: {free-rate: {rate: auto, because: x}}`            | line 1: must be 0 to 1, to six decimal places: rate=auto
                    """)
    void a_mistake_is_told_by_line_rule_and_value(String text, String mistake) {
        assertThatThrownBy(() -> RuntimeSettings.parse("runtime.yaml", text))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith("runtime.yaml, " + mistake);
    }

    @Test
    void what_is_written_is_what_is_read() {
        var limited =
                new RuntimeSettings(
                        Map.of(CREDITS, 1, RECORDS, RuntimeSettings.RATE_MAX),
                        Map.of(),
                        Optional.empty());

        RuntimeSettings other = limited.withConsumerRate(CREDITS, OptionalInt.empty());

        assertThat(RuntimeSettings.parse("f", limited.yaml())).isEqualTo(limited);
        assertThat(RuntimeSettings.parse("f", other.yaml()))
                .isEqualTo(
                        RuntimeSettings.NONE.withConsumerRate(
                                RECORDS, OptionalInt.of(RuntimeSettings.RATE_MAX)));
        assertThat(RuntimeSettings.parse("f", RuntimeSettings.NONE.yaml()))
                .isEqualTo(RuntimeSettings.NONE);
    }

    @Test
    void a_switch_is_off_while_its_entry_says_why() {
        RuntimeSettings settings =
                RuntimeSettings.parse(
                        "f", "switches:\n  lists: {off: slow}\n  bank:bank-a: {off: it's down}\n");

        assertThat(settings.off(Switch.LISTS)).contains("slow");
        assertThat(settings.off(Switch.bank("bank-a"))).contains("it's down");
        assertThat(settings.off(Switch.bank("bank-b"))).isEmpty();
        assertThat(settings.off(Switch.WALLET_HOME)).isEmpty();
        assertThat(settings.withSwitch(Switch.LISTS, Optional.empty()).off(Switch.LISTS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 1000000, 1", "1.000000, 1000000, 1", "0.50, 500000, 0.5"})
    void a_free_rate_is_exact(String decimal, int partsPerMillion, String written) {
        RuntimeSettings settings =
                RuntimeSettings.parse(
                        "f", "moments: {free-rate: {rate: " + decimal + ", because: a feast}}");

        var forced = new ForcedRate(partsPerMillion, "a feast");
        assertThat(settings.freeRate()).contains(forced);
        assertThat(forced.decimal()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "it's: {down} # \"really\"", "12", "true", "慢", "a\tb"})
    void a_reason_is_read_as_it_was_written(String why) {
        RuntimeSettings off =
                RuntimeSettings.NONE
                        .withConsumerRate(CREDITS, OptionalInt.of(5))
                        .withSwitch(Switch.bank("bank-a"), Optional.of(why))
                        .withSwitch(Switch.OPENERS, Optional.of(why))
                        .withFreeRate(Optional.of(new ForcedRate(1, why)));

        assertThat(RuntimeSettings.parse("f", off.yaml())).isEqualTo(off);
    }

    @Test
    void a_reason_that_nobody_reads_to_its_end_is_refused() {
        String why = "x".repeat(RuntimeSettings.REASON_MAX);
        assertThat(
                        RuntimeSettings.parse("f", "switches: {lists: {off: " + why + "}}")
                                .off(Switch.LISTS))
                .contains(why);
        assertThatThrownBy(
                        () -> RuntimeSettings.parse("f", "switches: {lists: {off: " + why + "x}}"))
                .hasMessageContaining("must say why in at most 200 characters");
    }
}
