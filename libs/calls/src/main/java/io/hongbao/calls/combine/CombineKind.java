package io.hongbao.calls.combine;

import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.call.PacketAnswer;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Hop;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the calls that are combined differ in.
 *
 * @param name in metrics
 * @param hop from whom to whom
 * @param itemsMax of one call
 * @param inDoubt what a client is told when the outcome is not known; 503
 * @param read the answers in a body, in the order of the items
 * @param mayStopBeingTrue whether an answer is a refusal that another instance may prove wrong
 */
public record CombineKind<A>(
        String name,
        Hop hop,
        String path,
        int itemsMax,
        ProblemCode inDoubt,
        Function<byte[], List<A>> read,
        Predicate<A> mayStopBeingTrue) {

    public static CombineKind<OpenAnswers.Answer> opens(JsonMapper json) {
        return new CombineKind<>(
                "open",
                Hop.GATEWAY_PACKET,
                CombinedCalls.OPENS_PATH,
                CombinedCalls.ITEMS_MAX,
                ProblemCode.SET_UNAVAILABLE,
                body -> json.readValue(body, OpenAnswers.class).answers(),
                CombineKind::mayStopBeingTrue);
    }

    public static CombineKind<GrabAnswers.Answer> grabs(JsonMapper json) {
        return new CombineKind<>(
                "grab",
                Hop.GATEWAY_PACKET,
                CombinedCalls.GRABS_PATH,
                CombinedCalls.ITEMS_MAX,
                ProblemCode.SET_UNAVAILABLE,
                body -> json.readValue(body, GrabAnswers.class).answers(),
                CombineKind::mayStopBeingTrue);
    }

    /** Calls that are answered as they would be alone. */
    public static CombineKind<CombinedAnswers.Answer> whole(
            String name, Hop hop, String path, JsonMapper json) {
        return new CombineKind<>(
                name,
                hop,
                path,
                CombinedCalls.WHOLE_ITEMS_MAX,
                ProblemCode.OVERLOADED,
                body -> json.readValue(body, CombinedAnswers.class).answers(),
                answer ->
                        answer.status() != null
                                && answer.status() >= 400
                                && answer.body() != null
                                && mayStopBeingTrue(
                                        json.readTree(answer.body()).path("code").asString("")));
    }

    private static boolean mayStopBeingTrue(PacketAnswer answer) {
        return answer.problem() != null && mayStopBeingTrue(answer.problem());
    }

    /** What is no code of ours is never believed. */
    private static boolean mayStopBeingTrue(String code) {
        return ProblemCode.of(code).map(ProblemCode::mayStopBeingTrue).orElse(true);
    }
}
