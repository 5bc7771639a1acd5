package io.hongbao.serving;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.serving.key.KeySettings;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is taken for JSON, what of it is read, and what is told of the rest. */
class BodiesTest extends CallSmallService {

    BodiesTest(@Autowired KeySettings keys, @Autowired Clock clock, @LocalServerPort int port) {
        super(keys, clock, port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    body                                          | field
                    {"count":3,"word":"x","numbers":[],"more":1}  | more
                    {"count":"3","word":"x","numbers":[]}         | count
                    {"count":3.5,"word":"x","numbers":[]}         | count
                    {"count":3e10,"word":"x","numbers":[]}        | count
                    {"count":3e999999999,"word":"x","numbers":[]} | count
                    {"count":3e-999999999,"word":"x"}             | count
                    {"count":"","word":"x","numbers":[]}          | count
                    {"count":" ","word":"x","numbers":[]}         | count
                    {"count":true,"word":"x","numbers":[]}        | count
                    {"count":null,"word":"x","numbers":[]}        | count
                    {"count":99999999999,"word":"x","numbers":[]} | count
                    {"count":3,"word":5,"numbers":[]}             | word
                    {"count":3,"word":true,"numbers":[]}          | word
                    {"count":3,"word":"x","numbers":["1"]}        | numbers[0]
                    {"count":3,"word":"x","numbers":[1e19]}       | numbers[0]
                    {"count":3,"word":"x","numbers":{}}           | numbers
                    {"count":3,"word":"x","numbers":""}           | numbers
                    {"count":3,"word":"x","numbers":" "}          | numbers
                    {"count":3,"day":" MONDAY"}                   | day
                    {"count":3,"day":"monday"}                    | day
                    {"count":3,"day":""}                          | day
                    {"count":3,"day":"0"}                         | day
                    {"count":3,"day":0}                           | day
                    {"count":3,"at":" 2026-11-21T04:00:00Z"}      | at
                    {"count":3,"at":"2026-11-21"}                 | at
                    {"count":3,"at":""}                           | at
                    {"count":3,"at":1795300467}                   | at
                    {"count":3,"user":0}                          | user
                    {"count":3,"user":-1}                         | user
                    {"count":3,"user":1.5}                        | user
                    {"count":3,"user":1e19}                       | user
                    {"count":3,"user":9223372036854775808}        | user
                    {"count":3,"user":"9223372036854775808"}      | user
                    {"count":3,"user":"1001 "}                    | user
                    {"count":3,"user":"01001"}                    | user
                    {"count":3,"user":"+1001"}                    | user
                    {"count":3,"user":"١"}                        | user
                    {"count":3,"user":""}                         | user
                    {"count":3,"user":{"value":1001}}             | user
                    {"count":3,"user":[1001]}                     | user
                    ""                                            | body
                    " "                                           | body
                    {"count":3,"count":4,"word":"x"}              | body
                    {"count":3                                    | body
                    [                                             | body
                    {"count":3,"word":"x","numbers":[1]} {}       | body
                    """)
    void a_body_that_breaks_a_rule_is_refused_with_the_field_named(String body, String field)
            throws Exception {
        var answer = post("/things", wrapTicket(body), body);

        assertThat(answer.body()).contains("\"code\":\"invalid_request\"");
        assertThat(answer.body()).contains("\"field\":\"" + field);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
    }

    @Test
    void values_are_read_exactly_and_users_are_written_as_text() throws Exception {
        String body =
                """
                {"count":3.0,"word":" x ","numbers":[1e2,-0.0,9223372036854775807],"day":"MONDAY",\
                "at":"2026-11-21T04:00:00Z","user":1742391298237645313}
                """;

        var answer = post("/things", wrapTicket(body), body);

        assertThat(answer.body())
                .contains(
                        """
                        {"count":3,"word":" x ","numbers":[100,0,9223372036854775807],"day":"MONDAY",\
                        "at":"2026-11-21T04:00:00Z","user":"1742391298237645313"}\
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    body                                | detail
                    {"count":3,"more":1}                | must be a field that this call knows
                    {"count":3.5}                       | must be a whole number in range
                    {"count":99999999999}               | must be a whole number in range
                    {"count":null}                      | must be a whole number in range
                    {"count":3,"word":5}                | must be text
                    {"count":3,"numbers":{}}            | must be a list
                    {"count":3,"numbers":["1"]}         | must be a whole number in range
                    {"count":3,"day":"GIFT"}            | must be one of [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY]
                    {"count":3,"at":"noon"}             | must be a time such as 2026-11-21T04:00:00Z
                    {"count":3,"user":"x"}              | must be a user id: 1 to 9223372036854775807
                    [1]                                 | must be an object, with nothing after it
                    {"count":3} {}                      | must be an object, with nothing after it
                    {"count":3,"count":4}               | must be well-formed JSON in UTF-8, with no field twice
                    {"count":03}                        | must be well-formed JSON in UTF-8, with no field twice
                    {"count":NaN}                       | must be well-formed JSON in UTF-8, with no field twice
                    {"count                             | must be well-formed JSON in UTF-8, with no field twice
                    null                                | must be there, as JSON
                    """)
    void the_detail_is_for_people_and_does_not_name_our_parser(String body, String detail)
            throws Exception {
        assertThat(post("/things", wrapTicket(body), body).body())
                .contains("\"detail\":\"" + detail + "\"");
    }

    @Test
    void limits_of_our_parser_are_told_without_its_name() throws Exception {
        String deep = "{\"numbers\":" + "[".repeat(1_001) + "]".repeat(1_001) + "}";
        String longNumber = "{\"count\":" + "1".repeat(1_001) + "}";

        for (String body : List.of(deep, longNumber)) {
            assertThat(post("/things", wrapTicket(body), body).body())
                    .contains("\"code\":\"invalid_request\"")
                    .doesNotContain("StreamReadConstraints", "tools.jackson", "java.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json;charset=utf-8",
                "application/json; charset=\"UTF-8\""
            })
    void json_in_utf_8_is_taken(String type) throws Exception {
        assertThat(postAs(type, GOOD.getBytes(UTF_8)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "application/problem+json",
                "application/*",
                "*/*",
                "application/json;charset=utf-16",
                "application/json;charset=iso-8859-1",
                "application/json;profile=x",
                "application/octet-stream",
                "text/json",
                "json",
                ""
            })
    void nothing_else_is_taken_for_json(String type) throws Exception {
        var answer = postAs(type, GOOD.getBytes(UTF_8));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("\"code\":\"unsupported_media_type\"");
    }

    @Test
    void the_encoding_of_a_body_is_not_guessed() throws Exception {
        for (Charset charset : List.of(UTF_16, UTF_16BE, UTF_16LE, Charset.forName("UTF-32"))) {
            assertThat(postAs("application/json", GOOD.getBytes(charset)).body())
                    .as(charset.name())
                    .contains("must be well-formed JSON in UTF-8");
        }
    }

    private HttpResponse<String> postAs(String type, byte[] body) throws Exception {
        var request = request("/things", wrapTicket(body));
        if (!type.equals("none")) {
            request.header("Content-Type", type);
        }
        return http.send(
                request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
    }

    @Test
    void an_empty_body_is_refused() throws Exception {
        var answer = post("/things", wrapTicket(""), "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"body\"");
    }
}
