package io.hongbao.packet.momentapi;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of one moment. Those of moments that are posted already do not change with them.
 *
 * @param toFenMax the most that a view may cost
 * @param textLengthMax the most characters (code points) of a text; the column has 64
 * @param contentRefLengthMax the most characters of a name of content; the column has 256
 * @param lifetime how long a moment can be asked for by who has not seen it
 */
@ConfigurationProperties("hongbao.moments")
record MomentSettings(
        @DefaultValue("20000") long toFenMax,
        @DefaultValue("64") int textLengthMax,
        @DefaultValue("256") int contentRefLengthMax,
        @DefaultValue("72h") Duration lifetime) {

    private static final int TEXT_COLUMN = 64;
    private static final int CONTENT_REF_COLUMN = 256;

    MomentSettings {
        inRange("to-fen-max", toFenMax, Integer.MAX_VALUE);
        inRange("text-length-max", textLengthMax, TEXT_COLUMN);
        inRange("content-ref-length-max", contentRefLengthMax, CONTENT_REF_COLUMN);
        inRange("lifetime", lifetime.toMillis(), Duration.ofDays(365).toMillis());
    }

    private static void inRange(String name, long value, long max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(
                    "must be 1 to " + max + ": hongbao.moments." + name + "=" + value);
        }
    }
}
