package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.local.program.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/OPERATING.md leaves out no setting and no meter. Read from the sources, as people would. */
class OperatingPageTest {

    private static final List<String> PROGRAMS =
            List.of("libs", "gateway", "packet-service", "pay-service", "ledger-consumer");

    private static final Pattern SETTINGS =
            Pattern.compile(
                    "@ConfigurationProperties\\(\"([a-z.-]+)\"\\)\\s+(?:public )?record \\w+"
                            + "\\((.*?)\\)\\s*\\{",
                    Pattern.DOTALL);
    private static final Pattern NO_NAME = Pattern.compile("@[\\w.]+(\\([^)]*\\))?|<[^>]*>");
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
    private static final Pattern METER =
            Pattern.compile("(?:builder|counter|return)[\\s(]+\"(hongbao\\.[a-z.]+)\"");

    private final Path project = Project.find();
    private final String page = read(project.resolve("docs/OPERATING.md"));

    @Test
    void every_setting_is_there() {
        List<String> settings = found(SETTINGS).flatMap(OperatingPageTest::names).toList();

        assertThat(settings).contains("hongbao.packet.pay-by", "hongbao.keys.tickets");
        assertThat(settings).allMatch(this::tellsOfSetting);
    }

    @Test
    void every_meter_is_there() {
        List<String> meters = found(METER).map(meter -> meter.group(1)).toList();

        assertThat(meters).contains("hongbao.operations", "hongbao.credit.delay");
        assertThat(meters).allMatch(meter -> page.contains('`' + meter.replace('.', '_')));
    }

    /** By its whole name, or behind another one of the same settings by its last part. */
    private boolean tellsOfSetting(String setting) {
        return page.contains('`' + setting)
                || page.contains("`" + setting.substring(setting.lastIndexOf('.')) + '`');
    }

    private static Stream<String> names(MatchResult settings) {
        String components = NO_NAME.matcher(settings.group(2)).replaceAll(" ");
        return Stream.of(components.split(","))
                .map(String::strip)
                .map(component -> component.substring(component.lastIndexOf(' ') + 1))
                .map(name -> settings.group(1) + '.' + withHyphens(name));
    }

    private static String withHyphens(String name) {
        return CAPITAL.matcher(name)
                .replaceAll(capital -> '-' + capital.group().toLowerCase(Locale.ROOT));
    }

    private Stream<MatchResult> found(Pattern pattern) {
        return PROGRAMS.stream()
                .map(project::resolve)
                .flatMap(OperatingPageTest::sources)
                .flatMap(source -> pattern.matcher(read(source)).results());
    }

    private static Stream<Path> sources(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
