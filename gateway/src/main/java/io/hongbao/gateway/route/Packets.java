package io.hongbao.gateway.route;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemException;
import org.springframework.web.servlet.function.ServerRequest;

/** The packet that a path names. A link that we did not make names none. */
final class Packets {

    static final String VARIABLE = "packetId";

    private final PacketLinks links;

    Packets(PacketLinks links) {
        this.links = links;
    }

    /** Throws {@code packet_not_found} before anybody is asked. */
    OrderNumber of(ServerRequest request) {
        return of(link(request));
    }

    /** As {@link #of(ServerRequest)}. */
    OrderNumber of(String link) {
        return links.check(link)
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemCode.PACKET_NOT_FOUND,
                                "must be a link that a wrap answered with"));
    }

    String link(ServerRequest request) {
        return request.pathVariable(VARIABLE);
    }
}
