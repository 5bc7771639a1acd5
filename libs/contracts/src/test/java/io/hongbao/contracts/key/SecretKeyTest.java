package io.hongbao.contracts.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeyTest {

    private static final byte[] RANDOM = {
        -1, -2, -3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
        17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32
    };

    @Test
    void a_key_is_the_bytes_that_its_base64_says_in_either_alphabet() {
        byte[] expected = SecretKey.of(RANDOM).mac("x");

        assertThat(SecretKey.of(Base64.getEncoder().encodeToString(RANDOM)).mac("x"))
                .isEqualTo(expected);
        assertThat(SecretKey.of(Base64.getUrlEncoder().withoutPadding().encodeToString(RANDOM)))
                .satisfies(key -> assertThat(key.mac("x")).isEqualTo(expected))
                .satisfies(key -> assertThat(key.localOnly()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "correct horse battery staple, and much more than that",
                "0123456789abcdef0123456789abcdef",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg=="
            })
    void anything_shorter_than_32_bytes_is_refused_without_being_quoted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretKey.of(text))
                .withMessage("must be base64 of at least 32 random bytes")
                .withNoCause();
    }

    @Test
    void a_local_default_is_its_letters() {
        assertThat(SecretKey.of("local-only-x").localOnly()).isTrue();
    }
}
