package io.hongbao.bench.moments;

import io.hongbao.bench.moments.MomentsClient.Answer;
import io.hongbao.contracts.id.UserId;
import java.util.List;

/**
 * A view as its viewer lived it.
 *
 * @param decided the first answer that decided it; of the last call when none did
 * @param payments the answers to the call of its payment and to its repeats
 */
record MomentView(UserId viewer, String moment, Answer decided, List<Answer> payments) {

    boolean free() {
        return decided.body().path("free").asBoolean(false);
    }

    long amountFen() {
        return decided.body().path("amountFen").asLong(0);
    }

    /** Whether the viewer was told for certain to have paid. */
    boolean toldPaid() {
        return payments.stream().anyMatch(Answer::ok);
    }

    @Override
    public String toString() {
        return "view of "
                + moment
                + " by "
                + viewer
                + ": "
                + decided.outcome()
                + ", payments="
                + payments.stream().map(Answer::outcome).toList();
    }
}
