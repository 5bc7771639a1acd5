package io.hongbao.packet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.serving.key.ContentSecrets;
import io.hongbao.testkit.cases.Checkout;
import io.hongbao.testkit.cases.MovableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The lines of {@code docs/MOMENTS.md} with which a media server checks what it is shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContentPageTest {

    private static final Pattern LINES =
            Pattern.compile("```java\n(.*?class CheckContent .*?)```", Pattern.DOTALL);
    private static final String REF = "album/7";
    private static final UserId VIEWER = new UserId(1002);

    private final MovableClock clock = new MovableClock(Instant.now());
    private final ContentKeys keys = keys("one");
    private Method check;

    private static ContentKeys keys(String secret) {
        return new ContentKeys(
                new ContentSecrets("k1", Map.of("k1", SecretKey.of("local-only-" + secret))));
    }

    @BeforeAll
    void compile(@TempDir Path directory) throws Exception {
        Matcher found = LINES.matcher(Files.readString(Checkout.file("docs/MOMENTS.md")));
        assertThat(found.find()).isTrue();
        Path source = directory.resolve("CheckContent.java");
        Files.writeString(source, found.group(1));
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                directory.toString(),
                                source.toString());
        assertThat(failed).isZero();
        var loader =
                new URLClassLoader(
                        new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
        check =
                loader.loadClass("CheckContent")
                        .getDeclaredMethod("check", String.class, String.class, String.class);
        check.setAccessible(true);
    }

    private String sign(ContentKeys by) {
        try {
            return new SignContent(by, new ContentSettings(Duration.ofMinutes(5)), clock)
                    .sign("a-moment", VIEWER, REF);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The viewer whom the lines let in. */
    private Object check(String content, String ref) throws Throwable {
        try {
            return check.invoke(null, keys.publishedText(), content, ref);
        } catch (InvocationTargetException refused) {
            throw refused.getCause();
        }
    }

    @Test
    void what_we_sign_lets_its_viewer_see_its_picture() throws Throwable {
        assertThat(check(sign(keys), REF)).isEqualTo("1002");
    }

    @Test
    void it_shows_no_other_picture() {
        String content = sign(keys);

        assertThatThrownBy(() -> check(content, "album/8")).hasMessageContaining("ref");
    }

    @Test
    void it_holds_for_five_minutes() throws Throwable {
        clock.advance(Duration.ofMinutes(-5).plusSeconds(90));
        assertThat(check(sign(keys), REF)).isEqualTo("1002");

        // The lines leave a minute for clocks that differ.
        clock.advance(Duration.ofMinutes(-3));
        String late = sign(keys);

        assertThatThrownBy(() -> check(late, REF)).hasMessageContaining("Expired");
    }

    @Test
    void nobody_else_can_sign_it() {
        String forged = sign(keys("two"));

        assertThatThrownBy(() -> check(forged, REF)).hasMessageContaining("Invalid signature");
    }

    @Test
    void a_secret_always_stands_for_the_same_key_and_only_its_public_part_is_told() {
        assertThat(keys("one").publishedText()).isEqualTo(keys.publishedText());
        assertThat(keys("two").publishedText()).isNotEqualTo(keys.publishedText());
        assertThat(keys.publishedText()).contains("\"x\":").doesNotContain("\"d\":");
    }

    @Test
    void the_program_prints_the_keys_of_the_settings() throws IOException {
        try (var out = new ByteArrayOutputStream()) {
            int exitCode =
                    MomentKeysProgram.run(
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            "--moment-keys",
                            "--spring.profiles.active=local",
                            "--hongbao.keys.content.keys.local=local-only-one");

            assertThat(exitCode).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8).lines().toList())
                    .last()
                    .isEqualTo(keys.publishedText().replace("k1", "local"));
        }
    }
}
