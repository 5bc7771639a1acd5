package io.hongbao.contracts.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers to a batch of opens, in the order of its items. An effect that an answer tells of is
 * committed; {@code set_unavailable} means not known: the same call again tells, and never opens a
 * second share.
 */
public record OpenAnswers(List<Answer> answers) {

    /** Either an amount or a problem. */
    public record Answer(
            @Nullable Long amountFen,
            @Nullable Long openedAtMs,
            @Nullable String problem,
            @Nullable FinishedPacket finished)
            implements PacketAnswer {

        public static Answer opened(
                long amountFen, long openedAtMs, @Nullable FinishedPacket finished) {
            return new Answer(amountFen, openedAtMs, null, finished);
        }

        public static Answer refused(String problem, @Nullable FinishedPacket finished) {
            return new Answer(null, null, problem, finished);
        }
    }
}
