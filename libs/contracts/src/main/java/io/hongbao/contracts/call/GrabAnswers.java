package io.hongbao.contracts.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers to a batch of grabs, in the order of its items. Reads only. */
public record GrabAnswers(List<Answer> answers) {

    /**
     * Either a state or a problem.
     *
     * @param state {@code OPENABLE}, {@code OPENED}, {@code FINISHED} or {@code EXPIRED}
     */
    public record Answer(
            @Nullable String state, @Nullable String problem, @Nullable FinishedPacket finished)
            implements PacketAnswer {

        public static Answer of(String state, @Nullable FinishedPacket finished) {
            return new Answer(state, null, finished);
        }

        public static Answer refused(String problem, @Nullable FinishedPacket finished) {
            return new Answer(null, problem, finished);
        }
    }
}
