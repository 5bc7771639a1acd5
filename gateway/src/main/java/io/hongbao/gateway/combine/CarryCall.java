package io.hongbao.gateway.combine;

import io.hongbao.contracts.call.CombinedAnswers.Answer;
import io.hongbao.gateway.combine.Item.Words;
import io.hongbao.gateway.forward.Lineup;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a call with all that it says to a service, among others. Every one may be repeated. */
public final class CarryCall {

    private final CombineCalls<Answer> calls;

    CarryCall(CombineCalls<Answer> calls) {
        this.calls = calls;
    }

    /**
     * What the service says to this call; throws what a client is told when there is no answer.
     * Empty when it has to be made alone: nothing has happened of it.
     *
     * @param body JSON
     */
    public Optional<Answer> carry(Lineup lineup, String ticket, @Nullable String key, String body) {
        Answer answer = calls.call(lineup, new Words(ticket, key, body));
        return answer.status() == null ? Optional.empty() : Optional.of(answer);
    }
}
