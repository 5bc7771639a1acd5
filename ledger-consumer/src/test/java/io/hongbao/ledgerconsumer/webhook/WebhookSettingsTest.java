package io.hongbao.ledgerconsumer.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WebhookSettingsTest {

    private static final String URL = "hongbao.webhook.url";
    private static final String SECRET_NAME = "hongbao.webhook.secret";
    private static final String SECRET = "c2VjcmV0IG9mIGFuIGV4YW1wbGUsIG5ldmVyIHVzZWQgYW55d2hlcmU=";

    private static WebhookSettings bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hongbao.webhook", WebhookSettings.class);
    }

    private static WebhookSettings bind(String name, String value) {
        var settings =
                new HashMap<>(Map.of(URL, "https://chat.example.com/hook", SECRET_NAME, SECRET));
        settings.put("hongbao.webhook." + name, value);
        return bind(settings);
    }

    @Test
    void without_any_setting_nothing_is_delivered() {
        assertThat(bind(Map.of()).url()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    url           | https://chat.example.com:8443/a/b?c=d
                    url           | http://127.0.0.1:8080/hook
                    url           | http://localhost/hook
                    url           | http://[::1]:8080/hook
                    key-id        | of-2026
                    answer-max    | 1m
                    concurrency   | 1000
                    """)
    void what_is_safe_is_taken(String name, String value) {
        assertThat(bind(name, value).url()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    url           | http://chat.example.com/hook | must be https, or plain-http be true: hongbao.webhook.url
                    url           | http://127.0.0.1.example.com | must be https, or plain-http be true: hongbao.webhook.url
                    url           | ftp://chat.example.com/hook  | must be https://host[:port][/path]: hongbao.webhook.url
                    url           | https:/hook                  | must be https://host[:port][/path]: hongbao.webhook.url
                    url           | /hook                        | must be https://host[:port][/path]: hongbao.webhook.url
                    secret        | c2hvcnQ=                     | must be base64 of at least 32 random bytes: hongbao.webhook.secret
                    secret        | not base64                   | must be base64 of at least 32 random bytes: hongbao.webhook.secret
                    key-id        | a b                          | must be 1 to 32 letters, digits and -: hongbao.webhook.key-id
                    answer-max    | 61s                          | must be answer-max <= PT1M, retry-min <= retry-max: hongbao.webhook.
                    retry-max     | 1ms                          | must be answer-max <= PT1M, retry-min <= retry-max: hongbao.webhook.
                    connect-max   | 0s                           | must be >= 1 ms: durations of hongbao.webhook.
                    disable-after | -1s                          | must be >= 1 ms: durations of hongbao.webhook.
                    concurrency   | 0                            | must be 1 to 1000: hongbao.webhook.concurrency
                    """)
    void what_is_not_stops_the_start_and_says_nothing_of_the_secret(
            String name, String value, String message) {
        assertThatThrownBy(() -> bind(name, value))
                .hasStackTraceContaining(message)
                .satisfies(failure ->
                        assertThat(messages(failure))
                                .doesNotContain(name.equals("secret") ? value : SECRET));
    }

    private static String messages(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(each -> String.valueOf(each.getMessage()))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void a_secret_goes_with_a_url_and_a_url_with_a_secret() {
        assertThatThrownBy(() -> bind(Map.of(SECRET_NAME, SECRET)))
                .hasStackTraceContaining("must be set, as secret is: hongbao.webhook.url");
        assertThatThrownBy(() -> bind(Map.of(URL, "https://a.example.com")))
                .hasStackTraceContaining(
                        "must be base64 of at least 32 random bytes: hongbao.webhook.secret");
    }

    @Test
    void another_machine_is_reached_in_clear_only_where_that_is_said() {
        WebhookSettings settings =
                bind(
                        Map.of(
                                URL,
                                "http://10.0.0.7/hook",
                                SECRET_NAME,
                                SECRET,
                                "hongbao.webhook.plain-http",
                                "true"));

        assertThat(settings.url()).hasHost("10.0.0.7");
        assertThat(settings.toString()).doesNotContain(SECRET).doesNotContain("10.0.0.7");
    }
}
