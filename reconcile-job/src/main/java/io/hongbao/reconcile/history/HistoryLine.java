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
 */
public record HistoryLine(
        Op op,
        long userId,
        @Nullable String orderNumber,
        @Nullable String key,
        @Nullable Long amountFen,
        Outcome outcome,
        Instant at) {

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
        /** 4xx: there was, and will be, no effect of this call. */
        REFUSED,
        /** 5xx, no answer, or 202: there may be an effect. */
        UNKNOWN;

        /** What an HTTP answer makes known; 0 stands for no answer. */
        public static Outcome ofHttp(int code) {
            if (code == 200 || code == 201) {
                return ACK;
            }
            return code >= 400 && code < 500 ? REFUSED : UNKNOWN;
        }
    }

    public static HistoryLine open(
            long userId,
            OrderNumber packet,
            @Nullable Long amountFen,
            Outcome outcome,
            Instant at) {
        return new HistoryLine(Op.OPEN, userId, packet.value(), null, amountFen, outcome, at);
    }

    public static HistoryLine pay(
            long userId, OrderNumber packet, long totalFen, Outcome outcome, Instant at) {
        return new HistoryLine(Op.PAY, userId, packet.value(), null, totalFen, outcome, at);
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
                at);
    }

    public static HistoryLine topUp(
            long userId, String key, long amountFen, Outcome outcome, Instant at) {
        return new HistoryLine(Op.TOP_UP, userId, null, key, amountFen, outcome, at);
    }
}
