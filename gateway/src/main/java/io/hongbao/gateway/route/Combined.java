package io.hongbao.gateway.route;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.gateway.combine.GrabPacket;
import io.hongbao.gateway.combine.OpenPacket;
import io.hongbao.gateway.combine.OpenPacket.Share;
import io.hongbao.serving.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;

/** Open and grab: the calls that cross in batches. */
final class Combined {

    private final OpenPacket openPacket;
    private final GrabPacket grabPacket;
    private final Lineups lineups;
    private final Packets packets;
    private final MintTicket mintTicket;
    private final Answers answers;

    Combined(
            OpenPacket openPacket,
            GrabPacket grabPacket,
            Lineups lineups,
            Packets packets,
            MintTicket mintTicket,
            Answers answers) {
        this.openPacket = openPacket;
        this.grabPacket = grabPacket;
        this.lineups = lineups;
        this.packets = packets;
        this.mintTicket = mintTicket;
        this.answers = answers;
    }

    record OpenedBody(String packetId, long amountFen, Instant openedAt) {}

    record GrabbedBody(String packetId, String state) {}

    Served open(ServerRequest request, UserId user) throws IOException {
        OrderNumber packet = packets.of(request);
        requireNoBody(request);
        return Served.ok(answers.ok(open(packets.link(request), packet, user)));
    }

    Served grab(ServerRequest request, UserId user) throws IOException {
        OrderNumber packet = packets.of(request);
        requireNoBody(request);
        return Served.ok(answers.ok(grab(packets.link(request), packet, user)));
    }

    /** Of a call without a body. */
    OpenedBody open(String link, UserId user) {
        return open(link, packets.of(link), user);
    }

    private OpenedBody open(String link, OrderNumber packet, UserId user) {
        Share share =
                openPacket.open(
                        packet,
                        user,
                        lineups.ofPacket(packet),
                        () -> mintTicket.mint(Operation.OPEN, user, packet));
        return new OpenedBody(link, share.amountFen(), share.openedAt());
    }

    /** Of a call without a body. */
    GrabbedBody grab(String link, UserId user) {
        return grab(link, packets.of(link), user);
    }

    private GrabbedBody grab(String link, OrderNumber packet, UserId user) {
        String state =
                grabPacket.grab(
                        packet,
                        user,
                        lineups.ofPacket(packet),
                        () -> mintTicket.mint(Operation.GRAB, user, packet));
        return new GrabbedBody(link, state);
    }

    /** There is nothing to say; an empty object says as much. */
    private static void requireNoBody(ServerRequest request) throws IOException {
        if (request.servletRequest().getContentLengthLong() == 0) {
            return;
        }
        byte[] body = request.servletRequest().getInputStream().readAllBytes();
        if (body.length == 0) {
            return;
        }
        if (!isJson(request.servletRequest().getContentType())) {
            throw ProblemException.of(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "must be application/json, or no body");
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (!text.startsWith("{")
                || !text.endsWith("}")
                || !text.substring(1, text.length() - 1).isBlank()) {
            throw ProblemException.field("body", "must be empty, or {}");
        }
    }

    static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.parseMediaType(contentType)
                            .equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
