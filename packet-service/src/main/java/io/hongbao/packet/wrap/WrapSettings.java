package io.hongbao.packet.wrap;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of one packet. Those of packets that are wrapped already do not change with them.
 *
 * @param shareFenMax the most a share may be on average
 * @param sharesMax the most shares; bounds the rows of one packet
 * @param totalFenMax the most a packet may hold
 * @param greetingLengthMax the most characters (code points) of a greeting; the column has 64
 * @param lifetime how long a packet can be opened; the rest goes back to the sender
 * @param payBy how long there is to pay a packet
 * @param unpaidMax the most packets of a sender that an instance made and that can still be paid
 */
@ConfigurationProperties("hongbao.packet")
public record WrapSettings(
        @DefaultValue("20000") long shareFenMax,
        @DefaultValue("500") int sharesMax,
        @DefaultValue("2000000") long totalFenMax,
        @DefaultValue("64") int greetingLengthMax,
        @DefaultValue("24h") Duration lifetime,
        @DefaultValue("15m") Duration payBy,
        @DefaultValue("100") int unpaidMax) {

    private static final int GREETING_COLUMN = 64;

    /** A share's number has to fit its column, and a finished packet one answer. */
    private static final int SHARES_CEILING = 2_000;

    /** Looking at so many is no work to speak of. */
    private static final int UNPAID_CEILING = 1_000;

    public WrapSettings {
        positive("share-fen-max", shareFenMax);
        positive("total-fen-max", totalFenMax);
        inRange("shares-max", sharesMax, SHARES_CEILING);
        inRange("greeting-length-max", greetingLengthMax, GREETING_COLUMN);
        positive("lifetime", lifetime.toMillis());
        positive("pay-by", payBy.toMillis());
        inRange("unpaid-max", unpaidMax, UNPAID_CEILING);
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "must be >= 1: hongbao.packet." + name + "=" + value);
        }
    }

    private static void inRange(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(
                    "must be 1 to " + max + ": hongbao.packet." + name + "=" + value);
        }
    }
}
