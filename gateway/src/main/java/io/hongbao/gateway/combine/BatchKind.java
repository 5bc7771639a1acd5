package io.hongbao.gateway.combine;

import io.hongbao.contracts.call.BatchCall;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.call.RelayedAnswers;
import io.hongbao.contracts.call.RelayedCalls;
import io.hongbao.gateway.forward.CallTimes;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the calls that are combined differ in on their way.
 *
 * @param name in metrics
 * @param write the body of a batch
 * @param read the answers in a body, in the order of the items
 */
record BatchKind<A>(
        String name,
        String path,
        CallTimes times,
        Function<List<Sending>, Object> write,
        Function<byte[], List<A>> read) {

    /** An item as it is sent. */
    record Sending(Item item, int timeLeftMs) {}

    static BatchKind<OpenAnswers.Answer> opens(JsonMapper json, CallTimes times) {
        return new BatchKind<>(
                "open",
                BatchCall.OPENS_PATH,
                times,
                BatchKind::tickets,
                body -> json.readValue(body, OpenAnswers.class).answers());
    }

    static BatchKind<GrabAnswers.Answer> grabs(JsonMapper json, CallTimes times) {
        return new BatchKind<>(
                "grab",
                BatchCall.GRABS_PATH,
                times,
                BatchKind::tickets,
                body -> json.readValue(body, GrabAnswers.class).answers());
    }

    static BatchKind<RelayedAnswers.Answer> wraps(JsonMapper json, CallTimes times) {
        return relayed("wrap", RelayedCalls.WRAPS_PATH, json, times);
    }

    static BatchKind<RelayedAnswers.Answer> payments(JsonMapper json, CallTimes times) {
        return relayed("pay", RelayedCalls.PAYMENTS_PATH, json, times);
    }

    private static BatchKind<RelayedAnswers.Answer> relayed(
            String name, String path, JsonMapper json, CallTimes times) {
        return new BatchKind<>(
                name,
                path,
                times,
                BatchKind::whole,
                body -> json.readValue(body, RelayedAnswers.class).answers());
    }

    private static Object tickets(List<Sending> items) {
        return new BatchCall(
                items.stream()
                        .map(each -> new BatchCall.Item(each.item().ticket(), each.timeLeftMs()))
                        .toList());
    }

    private static Object whole(List<Sending> items) {
        return new RelayedCalls(
                items.stream()
                        .map(each ->
                                new RelayedCalls.Item(
                                        each.item().ticket(),
                                        each.timeLeftMs(),
                                        each.item().key(),
                                        each.item().body()))
                        .toList());
    }
}
