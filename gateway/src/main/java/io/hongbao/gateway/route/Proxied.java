package io.hongbao.gateway.route;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.gateway.forward.CallSettings;
import io.hongbao.gateway.forward.CallTimes;
import io.hongbao.gateway.forward.ForwardCall;
import io.hongbao.gateway.forward.Lineup;
import io.hongbao.gateway.forward.OutgoingCall;
import io.hongbao.gateway.forward.Reply.Answered;
import io.hongbao.serving.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Calls that are passed on as they came: same path, query and body, with a ticket in place of the
 * user's token.
 */
final class Proxied {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** All that services may see of a client's headers. Answers are JSON, whatever is accepted. */
    private static final List<String> PASSED_ON =
            List.of(HttpHeaders.CONTENT_TYPE, IDEMPOTENCY_KEY, "traceparent", "tracestate");

    private final ForwardCall forwardCall;
    private final Lineups lineups;
    private final Packets packets;
    private final MintTicket mintTicket;
    private final CallSettings settings;
    private final Answers answers;

    Proxied(
            ForwardCall forwardCall,
            Lineups lineups,
            Packets packets,
            MintTicket mintTicket,
            CallSettings settings,
            Answers answers) {
        this.forwardCall = forwardCall;
        this.lineups = lineups;
        this.packets = packets;
        this.mintTicket = mintTicket;
        this.settings = settings;
        this.answers = answers;
    }

    /** To the owner of the table that the wrap's key hashes to. */
    Served wrap(ServerRequest request, UserId user) throws IOException {
        IdempotencyKey key = key(request.servletRequest());
        return send(
                request,
                digest -> mintTicket.mint(Operation.WRAP, user, null, digest),
                lineups.ofWrap(user, key),
                settings.packet());
    }

    /** The key of a call that must have one. */
    static IdempotencyKey key(HttpServletRequest request) {
        return Optional.ofNullable(GuardCall.single(request, IDEMPOTENCY_KEY))
                .flatMap(IdempotencyKey::parse)
                .orElseThrow(() ->
                        ProblemException.field(
                                IDEMPOTENCY_KEY,
                                "must be there once: 1 to 128 visible ASCII characters"));
    }

    /** To the owner of the packet's table. */
    Served viewPacket(ServerRequest request, UserId user) throws IOException {
        OrderNumber packet = packets.of(request);
        return send(
                request,
                digest -> mintTicket.mint(Operation.VIEW_PACKET, user, packet, digest),
                lineups.ofPacket(packet),
                settings.packet());
    }

    /** To the instance for the user's wallet slot. */
    UserCall packetPayment(Operation operation) {
        return (request, user) -> toWallet(operation, request, user, packets.of(request));
    }

    /** To the instance for the user's wallet slot. */
    UserCall own(Operation operation) {
        return (request, user) -> toWallet(operation, request, user, null);
    }

    private Served toWallet(
            Operation operation, ServerRequest request, UserId user, @Nullable OrderNumber packet)
            throws IOException {
        return send(
                request,
                digest -> mintTicket.mint(operation, user, packet, digest),
                lineups.ofUser(user),
                settings.pay());
    }

    private Served send(
            ServerRequest request, UnaryOperator<String> mint, Lineup lineup, CallTimes times)
            throws IOException {
        HttpServletRequest servletRequest = request.servletRequest();
        byte[] body =
                request.method().equals(HttpMethod.GET)
                        ? new byte[0]
                        : servletRequest.getInputStream().readAllBytes();
        String target = target(servletRequest);
        String key = servletRequest.getHeader(IDEMPOTENCY_KEY);
        String ticket = mint.apply(RequestDigest.of(servletRequest.getMethod(), target, key, body));
        return answers.relay(
                forwardCall.forward(outgoing(servletRequest, target, body, ticket), lineup, times));
    }

    /** As it came, but for its body, which was read, and its query, which says nothing. */
    Answered forward(
            HttpServletRequest request,
            byte[] body,
            String ticket,
            Lineup lineup,
            CallTimes times) {
        return forwardCall.forward(
                outgoing(request, request.getRequestURI(), body, ticket), lineup, times);
    }

    private static OutgoingCall outgoing(
            HttpServletRequest request, String target, byte[] body, String ticket) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : PASSED_ON) {
            String value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        headers.put(Tickets.HEADER, ticket);
        return new OutgoingCall(request.getMethod(), target, headers, body);
    }

    /** Path and query as the client sent them. Tomcat lets pass some queries that are no URI. */
    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        String path = request.getRequestURI();
        try {
            return new URI(query == null ? path : path + '?' + query).toString();
        } catch (URISyntaxException e) {
            throw ProblemException.field("query", "must be percent-encoded");
        }
    }
}
