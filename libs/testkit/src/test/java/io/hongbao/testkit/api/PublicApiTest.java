package io.hongbao.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PublicApiTest {

    private static final String OPENED =
            """
            {"packetId":"2026112100000000010003-0123456789AB","amountFen":1,"openedAt":"2026-11-21T04:00:00Z"}\
            """;
    private static final String OPEN = "/v1/packets/2026112100000000010003-0123456789AB/open";

    private final PublicApi api = PublicApi.ofThisRepository();

    private List<String> mistakes(int status, String body, String... headers) {
        var all = new HashMap<String, List<String>>();
        all.put(
                "Content-Type",
                List.of(status < 400 ? "application/json" : "application/problem+json"));
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            all.put(parts[0], List.of(parts[1]));
        }
        return api.mistakes("POST", OPEN, status, HttpHeaders.of(all, (_, _) -> true), body);
    }

    private static String problem(int status, String code) {
        return String.format(
                Locale.ROOT,
                """
                {"type":"about:blank","title":"t","status":%d,"code":"%s","detail":"d"}\
                """,
                status,
                code);
    }

    @Test
    void a_right_answer_has_no_mistakes() {
        assertThat(mistakes(200, OPENED)).isEmpty();
        assertThat(mistakes(409, problem(409, "packet_finished"))).isEmpty();
        assertThat(mistakes(503, problem(503, "overloaded"), "Retry-After: 1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "amountFen":1           | "amountFen":"1"              | body/amountFen: string found, integer expected
                    "amountFen":1           | "amountFen":1.5              | body/amountFen: number found, integer expected
                    "amountFen":1           | "amountFen":0                | body/amountFen: must have a minimum value of 1
                    "amountFen":1           | "amountFen":null             | body/amountFen: null found, integer expected
                    "amountFen":1,          | ''                           | body: required property 'amountFen' not found
                    "amountFen":1           | "amountFen":1,"luck":1       | body: property 'luck' is not defined
                    2026-11-21T04:00:00Z    | 2026-11-21T04:00Z            | body/openedAt: does not match the date-time pattern
                    2026-11-21T04:00:00Z    | 2026-11-21 04:00:00          | body/openedAt: does not match the date-time pattern
                    0123456789AB            | 0123456789AU                 | body/packetId: does not match the regex pattern
                    """)
    void a_wrong_body_is_a_mistake(String part, String wrong, String mistake) {
        assertThat(mistakes(200, OPENED.replace(part, wrong)))
                .singleElement()
                .asString()
                .startsWith(mistake);
    }

    @Test
    void a_wrong_answer_is_a_mistake() {
        assertThat(mistakes(418, problem(418, "packet_finished"))).isNotEmpty();
        assertThat(mistakes(409, problem(409, "packet_expired"))).isNotEmpty();
        assertThat(mistakes(409, problem(410, "packet_finished"))).isNotEmpty();
        assertThat(mistakes(503, problem(503, "overloaded"))).isNotEmpty();
        assertThat(mistakes(503, problem(503, "overloaded"), "Retry-After: soon")).isNotEmpty();
        assertThat(mistakes(200, OPENED, "Content-Type: text/html")).isNotEmpty();
        assertThat(mistakes(200, "<html>")).isNotEmpty();
    }

    @Test
    void paths_that_do_not_exist_are_not_found_and_nothing_else() {
        var headers =
                HttpHeaders.of(
                        Map.of("Content-Type", List.of("application/problem+json")),
                        (_, _) -> true);

        assertThat(api.mistakes("GET", "/v2", 404, headers, problem(404, "not_found"))).isEmpty();
        assertThat(api.mistakes("GET", "/v2", 404, headers, problem(404, "packet_not_found")))
                .isNotEmpty();
        assertThat(api.mistakes("GET", "/v2", 200, headers, "{}")).isNotEmpty();
    }

    @Test
    void a_keyword_that_nobody_checks_may_not_be_used() {
        var odd =
                PublicApi.parse(
                        """
                        paths:
                          /x:
                            get:
                              responses:
                                '200':
                                  content:
                                    application/json:
                                      schema: {type: integer, multiple: 2}
                        """);
        var headers =
                HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (_, _) -> true);

        assertThatThrownBy(() -> odd.mistakes("GET", "/x", 200, headers, "1"))
                .hasMessageContaining("multiple");
    }
}
