package io.hongbao.bench.traffic;

import io.hongbao.bench.load.Operation;
import io.hongbao.bench.load.Verdict;
import io.hongbao.bench.traffic.WrapAndPay.PayBy;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Packets that were wrapped, and wait for the call that pays for them. */
final class UnpaidPackets {

    private final Map<PayBy, Deque<WrapAndPay>> waiting = new EnumMap<>(PayBy.class);

    /** The call that pays for one; null when none waits. */
    @Nullable Operation take(PayBy payBy) {
        return waiting(payBy).poll();
    }

    /** The first of the two calls alone; its packet is here then. */
    Operation wrap(WrapAndPay both, PayBy payBy) {
        return new Operation() {
            @Override
            public void write(ByteBuf out) {
                both.write(out);
            }

            @Override
            public Verdict answered(int status, ByteBuf body) {
                Verdict verdict = both.answered(status, body);
                if (!verdict.more()) {
                    return verdict;
                }
                waiting(payBy).add(both);
                return Verdict.ACKNOWLEDGED;
            }
        };
    }

    private Deque<WrapAndPay> waiting(PayBy payBy) {
        return waiting.computeIfAbsent(payBy, _ -> new ArrayDeque<>());
    }
}
