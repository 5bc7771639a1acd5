package io.hongbao.contracts.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The instant from which nobody waits for an answer, and nobody begins any more. It crosses as an
 * instant (when the call was sent) and as time left, and the earlier counts: the first holds for an
 * instance that was paused with the call unread, the second for one whose clock is behind.
 */
public record Deadline(Instant at) {

    /** When the call was sent, by the sender's clock, in milliseconds since 1970. */
    public static final String SENT_AT = "Hongbao-Sent-At";

    /** How long the sender waits from then on, in milliseconds. */
    public static final String TIME_LEFT = "Hongbao-Time-Left";

    /** Of an answer: the clock of who answers, in milliseconds since 1970. */
    public static final String CLOCK = "Hongbao-Clock";

    /** Of what was sent at {@code sent} and has come now. */
    public static Deadline of(Instant sent, Duration left, Instant arrived) {
        Instant from = sent.isBefore(arrived) ? sent : arrived;
        return new Deadline(from.plus(left));
    }

    /** Of a call with these headers; never later than {@code atMost} from now. */
    public static Deadline of(
            @Nullable String sentAt, @Nullable String left, Instant arrived, Duration atMost) {
        var own = new Deadline(arrived.plus(atMost));
        Optional<Instant> sent = clock(sentAt);
        Optional<Long> leftMs = number(left);
        if (sent.isEmpty() || leftMs.isEmpty()) {
            return own;
        }
        return own.orEarlier(of(sent.get(), Duration.ofMillis(leftMs.get()), arrived));
    }

    public Deadline orEarlier(Deadline other) {
        return at.isBefore(other.at) ? this : other;
    }

    public boolean hasPassed(Instant now) {
        return !now.isBefore(at);
    }

    /** Not negative. */
    public Duration left(Instant now) {
        return hasPassed(now) ? Duration.ZERO : Duration.between(now, at);
    }

    /** The headers of a call that is sent now, by name and value. */
    public static void headers(Instant now, Duration left, BiConsumer<String, String> header) {
        header.accept(SENT_AT, Long.toString(now.toEpochMilli()));
        header.accept(TIME_LEFT, Long.toString(left.toMillis()));
    }

    /** The instant that a header says; empty when it says none. */
    public static Optional<Instant> clock(@Nullable String milliseconds) {
        return number(milliseconds).map(Instant::ofEpochMilli);
    }

    private static Optional<Long> number(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Long.valueOf(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
