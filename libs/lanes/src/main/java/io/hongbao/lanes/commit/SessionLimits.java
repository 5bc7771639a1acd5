package io.hongbao.lanes.commit;

import java.time.Duration;

/**
 * Limits of a lane's database session, short, so that a vanished host cannot keep row locks.
 *
 * @param connectMax how long connecting may take
 * @param answerMax how long the database may take for one answer (the socket's timeout)
 * @param lockWaitMax how long the database waits for a row lock; whole seconds, at least 1. Where
 *     it is not less than {@code answerMax}, a locked row looks like a database that is lost
 * @param silenceMax after how much silence the database closes the session; whole seconds
 * @param idleMax after how long without use a connection is replaced instead of used; less than
 *     {@code silenceMax}
 */
public record SessionLimits(
        Duration connectMax,
        Duration answerMax,
        Duration lockWaitMax,
        Duration silenceMax,
        Duration idleMax) {

    public static final SessionLimits DEFAULT =
            new SessionLimits(
                    Duration.ofMillis(500),
                    Duration.ofMillis(1300),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5));

    public SessionLimits {
        wholeMillis("connectMax", connectMax);
        wholeMillis("answerMax", answerMax);
        wholeSeconds("lockWaitMax", lockWaitMax);
        wholeSeconds("silenceMax", silenceMax);
        if (idleMax.compareTo(silenceMax) >= 0) {
            throw new IllegalArgumentException(
                    "must be < silenceMax=" + silenceMax + ": idleMax=" + idleMax);
        }
    }

    public SessionLimits withAnswerMax(Duration other) {
        return new SessionLimits(connectMax, other, lockWaitMax, silenceMax, idleMax);
    }

    private static void wholeMillis(String limit, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException("must be >= 1 ms: " + limit + "=" + value);
        }
    }

    private static void wholeSeconds(String limit, Duration value) {
        if (value.toSeconds() < 1) {
            throw new IllegalArgumentException("must be >= 1 s: " + limit + "=" + value);
        }
    }
}
