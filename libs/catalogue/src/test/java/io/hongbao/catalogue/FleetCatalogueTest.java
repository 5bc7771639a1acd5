package io.hongbao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.contracts.routing.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetCatalogueTest {

    private static final String GOOD =
            """
            packet-service:
              - {url: "http://127.0.0.1:8081", zone: a}
              - {url: "http://127.0.0.1:8084", zone: b}
            pay-service:
              - url: "http://127.0.0.1:8082"
                zone: a
            """;

    @Test
    void a_good_file_is_read_whole() {
        assertThat(FleetCatalogue.parse("fleet.yaml", GOOD).packetService())
                .containsExactly(
                        new Instance("http://127.0.0.1:8081", "a"),
                        new Instance("http://127.0.0.1:8084", "b"));
        assertThat(FleetCatalogue.parse("fleet.yaml", GOOD).payService())
                .containsExactly(new Instance("http://127.0.0.1:8082", "a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    replaced                     | by                           | message
                    http://127.0.0.1:8084        | http://127.0.0.1:8081        | line 3: must be the address of one instance: url=http://127.0.0.1:8081
                    http://127.0.0.1:8082        | http://127.0.0.1:8081        | line 5: must be the address of one instance: url=http://127.0.0.1:8081
                    http://127.0.0.1:8084        | http://127.0.0.1:8084/       | line 3: must be http://host:port: url=http://127.0.0.1:8084/
                    http://127.0.0.1:8084        | 127.0.0.1:8084               | line 3: must be http://host:port: url=127.0.0.1:8084
                    , zone: b                    | ''                           | line 3: must have zone
                    zone: b                      | weight: 3                    | line 3: must be one of [url, zone]: weight
                    pay-service                  | paying                       | line 4: must be one of [packet-service, pay-service]: paying
                    pay-service                  | packet-service               | line 4: must be there once: packet-service
                    zone: b}                     | zone: b                      | line 4: must be YAML: expected
                    """)
    void a_mistake_is_refused_with_line_and_rule(String replaced, String by, String message) {
        String text = GOOD.replace(replaced, by);

        assertThatThrownBy(() -> FleetCatalogue.parse("fleet.yaml", text))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("fleet.yaml, " + message);
    }

    @Test
    void both_services_must_have_instances() {
        assertThatThrownBy(() -> FleetCatalogue.parse("f", "packet-service: []\npay-service: []\n"))
                .hasMessage("f, line 1: must have at least one of packet-service");
        assertThatThrownBy(() ->
                        FleetCatalogue.parse("f", "packet-service: [{url: \"http://a\", zone: a}]"))
                .hasMessage("f, line 1: must have a list called pay-service");
        assertThatThrownBy(() -> FleetCatalogue.parse("f", ""))
                .hasMessage("f, line 1: must be lists called packet-service, pay-service");
    }
}
