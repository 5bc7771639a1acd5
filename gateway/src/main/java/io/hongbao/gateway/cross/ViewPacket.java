package io.hongbao.gateway.cross;

import io.hongbao.catalogue.Switch;
import io.hongbao.gateway.api.ClientCache;
import io.hongbao.gateway.call.PublicResponse;
import io.hongbao.gateway.call.UserCall;
import io.hongbao.gateway.finished.EndedDetails;
import io.hongbao.serving.runtime.Switches;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Shows packets: from memory when they have ended and everybody is shown the same. */
final class ViewPacket {

    private static final int OK = 200;

    private final CrossCombined combined;
    private final EndedDetails details;
    private final Switches switches;

    ViewPacket(CrossCombined combined, EndedDetails details, Switches switches) {
        this.combined = combined;
        this.details = details;
        this.switches = switches;
    }

    CompletableFuture<PublicResponse> view(UserCall call) {
        Optional<byte[]> known =
                switches.off(Switch.OPENERS)
                        ? Optional.empty()
                        : details.find(call.requiredPacket());
        return known.map(body -> CompletableFuture.completedFuture(ended(call, body)))
                .orElseGet(() -> combined.cross(call).thenApply(given -> shown(call, given)));
    }

    private PublicResponse shown(UserCall call, PublicResponse given) {
        if (given.status() != OK || !EndedDetails.neverChange(given.body())) {
            return given;
        }
        details.remember(call.requiredPacket(), given.body());
        return ended(call, given.body());
    }

    private static PublicResponse ended(UserCall call, byte[] body) {
        return ClientCopy.answer(
                call,
                new PublicResponse(OK, PublicResponse.JSON, body, PublicResponse.OK),
                ClientCache.HOUR);
    }
}
