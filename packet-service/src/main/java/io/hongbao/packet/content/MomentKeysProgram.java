package io.hongbao.packet.content;

import io.hongbao.serving.key.ContentSecrets;
import io.hongbao.serving.key.KeyConfig;
import java.io.PrintStream;
import java.util.Arrays;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The program {@code --moment-keys}: prints the public keys of moments, a JSON Web Key Set, on one
 * line, with the settings of the service and nothing else of it. Exit code 0.
 */
public final class MomentKeysProgram {

    private static final String ARGUMENT = "--moment-keys";

    private MomentKeysProgram() {}

    /** Whether these arguments ask for this program. */
    public static boolean asked(String... arguments) {
        return Arrays.asList(arguments).contains(ARGUMENT);
    }

    /** Runs the program in this JVM and returns its exit code. */
    public static int run(String... arguments) {
        return run(System.out, arguments);
    }

    static int run(PrintStream out, String... arguments) {
        var application =
                new SpringApplicationBuilder(KeysOnly.class)
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false);
        try (var context = application.run(arguments)) {
            out.println(new ContentKeys(context.getBean(ContentSecrets.class)).publishedText());
        }
        return 0;
    }

    /** Nothing else of the service; not found by its scan, since it is no configuration class. */
    @ImportAutoConfiguration(KeyConfig.class)
    static class KeysOnly {}
}
