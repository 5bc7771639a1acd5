package io.hongbao.gateway.combine;

import io.hongbao.contracts.call.BatchCall;
import io.hongbao.contracts.call.CarriedAnswers;
import io.hongbao.contracts.call.CarriedCalls;
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
    record Sending(Item item, int timeLeftMs) {}

    static BatchKind<OpenAnswers.Answer> opens(JsonMapper json, CallTimes times) {
        return new BatchKind<>(
                "open",
                Hop.GATEWAY_PACKET,
                BatchCall.OPENS_PATH,
                times,
                BatchCall.ITEMS_MAX,
                ProblemCode.SET_UNAVAILABLE,
                BatchKind::tickets,
                body -> json.readValue(body, OpenAnswers.class).answers());
    }

    static BatchKind<GrabAnswers.Answer> grabs(JsonMapper json, CallTimes times) {
        return new BatchKind<>(
                "grab",
                Hop.GATEWAY_PACKET,
                BatchCall.GRABS_PATH,
                times,
                BatchCall.ITEMS_MAX,
                ProblemCode.SET_UNAVAILABLE,
                BatchKind::tickets,
                body -> json.readValue(body, GrabAnswers.class).answers());
    }

    static BatchKind<CarriedAnswers.Answer> wraps(JsonMapper json, CallTimes times) {
        return carried("wrap", Hop.GATEWAY_PACKET, CarriedCalls.WRAPS_PATH, json, times);
    }

    static BatchKind<CarriedAnswers.Answer> payments(JsonMapper json, CallTimes times) {
        return carried("pay", Hop.GATEWAY_PAY, CarriedCalls.PAYMENTS_PATH, json, times);
    }

    private static BatchKind<CarriedAnswers.Answer> carried(
            String name, Hop hop, String path, JsonMapper json, CallTimes times) {
        return new BatchKind<>(
                name,
                hop,
                path,
                times,
                CarriedCalls.ITEMS_MAX,
                ProblemCode.OVERLOADED,
                BatchKind::whole,
                body -> json.readValue(body, CarriedAnswers.class).answers());
    }

    private static Object tickets(List<Sending> items) {
        return new BatchCall(
                items.stream()
                        .map(each -> new BatchCall.Item(each.item().ticket(), each.timeLeftMs()))
                        .toList());
    }

    private static Object whole(List<Sending> items) {
        return new CarriedCalls(
                items.stream()
                        .map(each ->
                                new CarriedCalls.Item(
                                        each.item().ticket(),
                                        each.timeLeftMs(),
                                        each.item().key(),
                                        each.item().body()))
                        .toList());
    }
}
