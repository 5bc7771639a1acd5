package io.hongbao.bench.load;

/**
 * What an answer means for its operation.
 *
 * @param more another call follows; the rest does not matter then
 * @param acknowledged how many users' operations were acknowledged by it: more than one for a batch
 * @param failed how many were not
 * @param reason why they were not; empty when none failed
 */
public record Verdict(boolean more, int acknowledged, int failed, String reason) {

    public static final Verdict MORE = new Verdict(true, 0, 0, "");
    public static final Verdict ACKNOWLEDGED = new Verdict(false, 1, 0, "");

    public static Verdict failed(String reason) {
        return new Verdict(false, 0, 1, reason);
    }

    /** Acknowledged when {@code status} is {@code expected}. */
    public static Verdict of(int status, int expected) {
        return status == expected ? ACKNOWLEDGED : failed(reason(status));
    }

    public static String reason(int status) {
        return status == 0 ? "no answer" : Integer.toString(status);
    }
}
