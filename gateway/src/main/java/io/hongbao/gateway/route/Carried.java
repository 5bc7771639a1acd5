package io.hongbao.gateway.route;

import io.hongbao.contracts.call.CarriedAnswers.Answer;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Wraps and payments: they cross among others, as opens do. One that the service wants alone, or
 * whose body is no text, is called alone, as {@link Proxied} calls all.
 */
final class Carried {

    private final CarryCall carryWrap;
    private final CarryCall carryPayment;
    private final Proxied proxied;
    private final Lineups lineups;
    private final Packets packets;
    private final MintTicket mintTicket;
    private final Answers answers;
    private final CallSettings times;
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
            CombineSettings combining) {
        this.carryWrap = carryWrap;
        this.carryPayment = carryPayment;
        this.proxied = proxied;
        this.lineups = lineups;
        this.packets = packets;
        this.mintTicket = mintTicket;
        this.answers = answers;
        this.times = times;
        walletParts = combining.walletParts();
    }

    /**
     * Where a call goes.
     *
     * @param among with others
     * @param alone by itself
     */
    private record Way(CarryCall calls, Lineup among, Lineup alone, CallTimes times) {}

    String wrap(HttpServletRequest request, UserId user, HttpServletResponse response)
            throws IOException {
        Lineup owners = lineups.ofWrap(user, Proxied.key(request));
        var way = new Way(carryWrap, owners, owners, times.packet());
        String ticket = mintTicket.mint(Operation.WRAP, user, null);
        // As it was sent, quotes and all: the service reads it again.
        String key = request.getHeader(Proxied.IDEMPOTENCY_KEY);
        return carry(way, ticket, key, request, response);
    }

    String pay(String link, HttpServletRequest request, UserId user, HttpServletResponse response)
            throws IOException {
        OrderNumber packet = packets.of(link);
        var way =
                new Way(
                        carryPayment,
                        lineups.ofPayment(user, walletParts),
                        lineups.ofUser(user),
                        times.pay());
        String ticket = mintTicket.mint(Operation.PAY, user, packet);
        return carry(way, ticket, null, request, response);
    }

    private String carry(
            Way way,
            String ticket,
            @Nullable String key,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        Optional<Answer> said =
                text(body).flatMap(text -> way.calls().carry(way.among(), ticket, key, text));
        if (said.isPresent() && said.get().status() != null) {
            return answers.relay(response, said.get().status(), said.get());
        }
        return answers.relay(
                response, proxied.forward(request, body, ticket, way.alone(), way.times()));
    }

    private static Optional<String> text(byte[] body) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }
}
