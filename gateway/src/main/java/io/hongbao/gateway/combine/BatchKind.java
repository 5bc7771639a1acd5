package io.hongbao.gateway.combine;

import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.gateway.forward.CallTimes;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the calls that are combined differ in on their way.
 *
 * @param name in metrics
 * @param hop to which service
 * @param itemsMax of one call
 * @param inDoubt what a client is told when the outcome is not known
 * @param write the body of a batch
 * @param read the answers in a body, in the order of the items
 */
record BatchKind<A>(
        String name,
        Hop hop,
        String path,
        CallTimes times,
        int itemsMax,
        ProblemCode inDoubt,
        Function<List<Sending>, Object> write,
        Function<byte[], List<A>> read) {

    /** An item as it is sent. */
    record Sending(Item item, int timeLeftMs, long sentAtMs) {}

    static BatchKind<OpenAnswers.Answer> opens(JsonMapper json, CallTimes times) {
        return new BatchKind<>(
                "open",
                Hop.GATEWAY_PACKET,
                CombinedCalls.OPENS_PATH,
                times,
                CombinedCalls.ITEMS_MAX,
                ProblemCode.SET_UNAVAILABLE,
                BatchKind::whole,
                body -> json.readValue(body, OpenAnswers.class).answers());
    }

    static BatchKind<GrabAnswers.Answer> grabs(JsonMapper json, CallTimes times) {
        return new BatchKind<>(
                "grab",
                Hop.GATEWAY_PACKET,
                CombinedCalls.GRABS_PATH,
                times,
                CombinedCalls.ITEMS_MAX,
                ProblemCode.SET_UNAVAILABLE,
                BatchKind::whole,
                body -> json.readValue(body, GrabAnswers.class).answers());
    }

    static BatchKind<CombinedAnswers.Answer> wraps(JsonMapper json, CallTimes times) {
        return carried("wrap", Hop.GATEWAY_PACKET, CombinedCalls.WRAPS_PATH, json, times);
    }

    static BatchKind<CombinedAnswers.Answer> payments(JsonMapper json, CallTimes times) {
        return carried("pay", Hop.GATEWAY_PAY, CombinedCalls.PAYMENTS_PATH, json, times);
    }

    private static BatchKind<CombinedAnswers.Answer> carried(
            String name, Hop hop, String path, JsonMapper json, CallTimes times) {
        return new BatchKind<>(
                name,
                hop,
                path,
                times,
                CombinedCalls.WHOLE_ITEMS_MAX,
                ProblemCode.OVERLOADED,
                BatchKind::whole,
                body -> json.readValue(body, CombinedAnswers.class).answers());
    }

    private static Object whole(List<Sending> items) {
        return new CombinedCalls(
                items.getFirst().sentAtMs(),
                items.stream()
                        .map(each ->
                                new CombinedCalls.Item(
                                        each.item().ticket(),
                                        each.timeLeftMs(),
                                        each.item().key(),
                                        each.item().body()))
                        .toList());
    }
}
