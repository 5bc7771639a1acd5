package io.hongbao.reconcile;

import java.time.Duration;
import picocli.CommandLine;

/** Times as settings write them: {@code 500ms}, {@code 30s}, {@code 2m}. */
final class DurationText implements CommandLine.ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        String iso = text.endsWith("ms") ? millis(text) : "PT" + text;
        return Duration.parse(iso);
    }

    private static String millis(String text) {
        return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2))).toString();
    }
}
