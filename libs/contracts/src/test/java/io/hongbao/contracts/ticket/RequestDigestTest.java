package io.hongbao.contracts.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestDigestTest {

    private static String of(String method, String target, @Nullable String key, String body) {
        return RequestDigest.of(method, target, key, body.getBytes(UTF_8));
    }

    @Test
    void calls_that_say_anything_else_have_another_digest() {
        List<String> digests =
                List.of(
                        of("POST", "/v1/packets", "k", "{}"),
                        of("PUT", "/v1/packets", "k", "{}"),
                        of("POST", "/v1/packet", "sk", "{}"),
                        of("POST", "/v1/packetsk", "", "{}"),
                        of("POST", "/v1/packets", null, "k{}"),
                        of("POST", "/v1/packets", "k{", "}"),
                        of("POST", "/v1/packets", "k", "{ }"),
                        of("POST", "/v1/packets", "k2:{}", ""),
                        of("POST", "/v1/packets?a=b", "k", "{}"),
                        of("POST", "/v1/packets?", null, ""),
                        RequestDigest.ofBatch("/v1/packets"),
                        RequestDigest.NONE);

        assertThat(digests).doesNotHaveDuplicates();
        assertThat(digests.getFirst()).matches("[A-Za-z0-9_-]{22}");
        assertThat(of("POST", "/v1/packets", "k", "{}")).isEqualTo(digests.getFirst());
    }

    @Test
    void a_call_that_says_nothing_beside_operation_and_packet_has_none() {
        assertThat(of("POST", "/v1/packets/x/open", null, "")).isEqualTo(RequestDigest.NONE);
        assertThat(of("POST", "/v1/packets/x/open", " ", "")).isEqualTo(RequestDigest.NONE);
    }
}
