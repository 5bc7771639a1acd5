package io.hongbao.gateway.combine;

import io.hongbao.contracts.call.BatchCall;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.call.OpenAnswers;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * What opens and grabs differ in on their way.
 *
 * @param name in metrics
 * @param read the answers in a body, in the order of the items
 */
record BatchKind<A>(String name, String path, Function<byte[], List<A>> read) {

    static BatchKind<OpenAnswers.Answer> opens(JsonMapper json) {
        return new BatchKind<>(
                "open",
                BatchCall.OPENS_PATH,
                body -> json.readValue(body, OpenAnswers.class).answers());
    }

    static BatchKind<GrabAnswers.Answer> grabs(JsonMapper json) {
        return new BatchKind<>(
                "grab",
                BatchCall.GRABS_PATH,
                body -> json.readValue(body, GrabAnswers.class).answers());
    }
}
