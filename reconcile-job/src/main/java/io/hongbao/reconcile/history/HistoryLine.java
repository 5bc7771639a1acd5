package io.hongbao.reconcile.history;

import io.hongbao.contracts.id.OrderNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a client, after its end.
 *
 * @param orderNumber the packet; null where it is not known (a wrap without an answer, a top-up)
 * @param key the idempotency key of a wrap or top-up, else null
 * @param amountFen OPEN: the amount told; WRAP and PAY: the packet's total; TOP_UP: the amount.
 *     Null where none is known
 * @param at when the call ended
 * @param begunAt when it began, by the same clock; null where it was not noted, then nothing is
 *     said of what it was told after other calls
 */
public record HistoryLine(
        Op op,
        long userId,
        @Nullable String orderNumber,
        @Nullable String key,
        @Nullable Long amountFen,
        Outcome outcome,
        Instant at,
        @Nullable Instant begunAt) {

    public enum Op {
        WRAP,
        PAY,
        OPEN,
        TOP_UP
    }

    /** What the caller knows. */
    public enum Outcome {
        /** 2xx that tells of an effect (200, 201). */
        ACK,
        /**
         * 402, 409, 410: there was, and will be, no effect of this call, by what has become of the
         * packet, payment or key. So it is no answer to a repeat of what was acknowledged.
         */
        REFUSED,
        /** Any other 4xx: no effect of this call either, whatever became of others. */
        TURNED_AWAY,
        /** 5xx, no answer, or 202: there may be an effect. */
        UNKNOWN;

        /** What an HTTP answer makes known; 0 stands for no answer. */
        public static Outcome ofHttp(int code) {
            if (code == 200 || code == 201) {
                return ACK;
            }
            if (code == 402 || code == 409 || code == 410) {
                return REFUSED;
            }
            return code >= 400 && code < 500 ? TURNED_AWAY : UNKNOWN;
        }
    }

    /** The same, of a call of which it is known when it began. */
    public HistoryLine begun(Instant begun) {
        return new HistoryLine(op, userId, orderNumber, key, amountFen, outcome, at, begun);
    }

    public static HistoryLine open(
            long userId,
            OrderNumber packet,
            @Nullable Long amountFen,
            Outcome outcome,
            Instant at) {
        return new HistoryLine(Op.OPEN, userId, packet.value(), null, amountFen, outcome, at, null);
    }

    public static HistoryLine pay(
            long userId, OrderNumber packet, long totalFen, Outcome outcome, Instant at) {
        return new HistoryLine(Op.PAY, userId, packet.value(), null, totalFen, outcome, at, null);
    }

    /** {@code packet} is null unless acknowledged. */
    public static HistoryLine wrap(
            long userId,
            String key,
            @Nullable OrderNumber packet,
            long totalFen,
            Outcome outcome,
            Instant at) {
        return new HistoryLine(
                Op.WRAP,
                userId,
                packet == null ? null : packet.value(),
                key,
                totalFen,
                outcome,
                at,
                null);
    }

    public static HistoryLine topUp(
            long userId, String key, long amountFen, Outcome outcome, Instant at) {
        return new HistoryLine(Op.TOP_UP, userId, null, key, amountFen, outcome, at, null);
    }
}
