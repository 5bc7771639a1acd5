package io.hongbao.local.load;

import io.hongbao.contracts.id.SetId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call of a user, after its end.
 *
 * @param set where its packet is; null for a wrap that made none
 * @param firstChoice of a wrap: the SET that its key names first; else null
 * @param startNanos as {@link System#nanoTime} tells
 * @param status of the HTTP answer; 0 for none
 * @param code the problem's; empty for a success
 */
public record LoadCall(
        Kind kind,
        @Nullable SetId set,
        @Nullable SetId firstChoice,
        long startNanos,
        Duration took,
        int status,
        String code) {

    /** What users do. */
    public enum Kind {
        WRAP,
        PAY,
        GRAB,
        OPEN
    }

    public boolean ok() {
        return status == 200 || status == 201;
    }

    /** The money has moved, and the packet is about to become active: the user asks again. */
    public boolean notActiveYet() {
        return (kind == Kind.OPEN || kind == Kind.GRAB) && outcome().equals("409 packet_not_paid");
    }

    public long endNanos() {
        return startNanos + took.toNanos();
    }

    /** Status and code, or that there was no answer. */
    public String outcome() {
        return status == 0 ? "no answer" : (status + " " + code).strip();
    }
}
