package io.hongbao.gateway.route;

import io.hongbao.contracts.call.CombinedAnswers.Answer;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.gateway.combine.CarryCall;
import io.hongbao.gateway.combine.CombineSettings;
import io.hongbao.gateway.forward.CallSettings;
import io.hongbao.gateway.forward.CallTimes;
import io.hongbao.gateway.forward.Lineup;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Wraps and payments: they cross among others, as opens do. One that the service wants alone, that
 * names a card, or whose body is no text, is called alone, as {@link Proxied} calls all.
 */
final class Carried {

    private static final String CARD = "\"card\"";

    private final CarryCall carryWrap;
    private final CarryCall carryPayment;
    private final Proxied proxied;
    private final Lineups lineups;
    private final Packets packets;
    private final MintTicket mintTicket;
    private final Answers answers;
    private final CallSettings times;
    private final InstantSource clock;
    private final int walletParts;

    Carried(
            CarryCall carryWrap,
            CarryCall carryPayment,
            Proxied proxied,
            Lineups lineups,
            Packets packets,
            MintTicket mintTicket,
            Answers answers,
            CallSettings times,
            CombineSettings combining,
            InstantSource clock) {
        this.carryWrap = carryWrap;
        this.carryPayment = carryPayment;
        this.proxied = proxied;
        this.lineups = lineups;
        this.packets = packets;
        this.mintTicket = mintTicket;
        this.answers = answers;
        this.times = times;
        this.clock = clock;
        walletParts = combining.walletParts();
    }

    /** Where a call goes, and how long it may take, whether among others or alone. */
    private record Way(CarryCall calls, Lineup lineup, CallTimes times) {}

    /** A call whose body was read. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
    private record Call(
            HttpServletRequest request, byte[] body, String ticket, @Nullable String key) {}

    String wrap(HttpServletRequest request, UserId user, HttpServletResponse response)
            throws IOException {
        Lineup owners = lineups.ofWrap(user, Proxied.key(request));
        // As it was sent, quotes and all: the service reads it again.
        String key = request.getHeader(Proxied.IDEMPOTENCY_KEY);
        byte[] body = request.getInputStream().readAllBytes();
        String ticket = mintTicket.mint(Operation.WRAP, user, null, digest(request, key, body));
        return carry(
                new Way(carryWrap, owners, times.packet()),
                new Call(request, body, ticket, key),
                text(body),
                response);
    }

    String pay(String link, HttpServletRequest request, UserId user, HttpServletResponse response)
            throws IOException {
        OrderNumber packet = packets.of(link);
        byte[] body = request.getInputStream().readAllBytes();
        String ticket = mintTicket.mint(Operation.PAY, user, packet, digest(request, null, body));
        return carry(
                new Way(carryPayment, lineups.ofPayment(user, packet, walletParts), times.pay()),
                new Call(request, body, ticket, null),
                // The service would want that one alone.
                text(body).filter(text -> !text.contains(CARD)),
                response);
    }

    private static String digest(HttpServletRequest request, @Nullable String key, byte[] body) {
        return RequestDigest.of(request.getMethod(), request.getRequestURI(), key, body);
    }

    /**
     * Among others, and alone when it has to be.
     *
     * @param text the body, when it may be among others
     */
    private String carry(Way way, Call call, Optional<String> text, HttpServletResponse response)
            throws IOException {
        Instant deadline = clock.instant().plus(way.times().budget());
        Optional<Answer> said =
                text.flatMap(
                        body -> way.calls().carry(way.lineup(), call.ticket(), call.key(), body));
        if (said.isPresent() && said.get().status() != null) {
            return answers.relay(response, said.get().status(), said.get());
        }
        CallTimes left = way.times().atMost(Duration.between(clock.instant(), deadline));
        return answers.relay(
                response,
                proxied.forward(call.request(), call.body(), call.ticket(), way.lineup(), left));
    }

    /**
     * Of a body that is text. Control characters are no JSON, and would become six times as long
     * within the JSON of a batch.
     */
    private static Optional<String> text(byte[] body) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.chars().anyMatch(Carried::isControl) ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    private static boolean isControl(int letter) {
        return letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t';
    }
}
