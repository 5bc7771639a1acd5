package io.hongbao.packet.wrap;

import io.hongbao.calls.serve.ServeCombined;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.contracts.ticket.PayTickets;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.packet.call.MeasureCalls;
import io.hongbao.packet.decide.Draft;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.serving.key.SeedKeys;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.ticket.RequiresTicket;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/packets}: a repeat with the same key and body gives the same packet. */
@RestController
class WrapController {

    private static final String PATH = "/v1/packets";
    private static final String KEY_HEADER = "Idempotency-Key";

    private final CheckWrap checkWrap;
    private final WrapPacket wrapPacket;
    private final UnpaidWraps unpaidWraps;
    private final PayTickets payTickets;
    private final PacketLinks links;
    private final SeedKeys seedKeys;
    private final MeasureCalls timed;
    private final ServeCombined combined;

    WrapController(
            CheckWrap checkWrap,
            WrapPacket wrapPacket,
            UnpaidWraps unpaidWraps,
            PayTickets payTickets,
            PacketLinks links,
            SeedKeys seedKeys,
            MeasureCalls timed,
            ServeCombined combined) {
        this.checkWrap = checkWrap;
        this.wrapPacket = wrapPacket;
        this.unpaidWraps = unpaidWraps;
        this.payTickets = payTickets;
        this.links = links;
        this.seedKeys = seedKeys;
        this.timed = timed;
        this.combined = combined;
    }

    @PostMapping(PATH)
    @RequiresTicket(Operation.WRAP)
    ResponseEntity<WrapAnswer> wrap(
            Ticket ticket,
            Deadline deadline,
            @RequestHeader(name = KEY_HEADER, required = false) @Nullable String key,
            @RequestBody WrapRequest request) {
        return timed.call(
                "wrap", () -> wrapped(MeasureCalls.userOf(ticket), deadline, key, request));
    }

    /** Many wraps in one call. */
    @PostMapping(CombinedCalls.WRAPS_PATH)
    @RequiresTicket(Operation.BATCH)
    CombinedAnswers wrap(@RequestBody CombinedCalls calls) {
        return combined.serve(
                calls,
                new ServeCombined.Kind<>(Operation.WRAP, WrapRequest.class, _ -> PATH),
                (ticket, deadline, key, request) ->
                        Optional.of(wrap(ticket, deadline, key, request)));
    }

    private ResponseEntity<WrapAnswer> wrapped(
            UserId sender, Deadline deadline, @Nullable String key, WrapRequest request) {
        var wrapKey = new WrapKey(sender, checked(key));
        Draft draft = checkWrap.check(request);
        PacketState packet =
                switch (unpaidWraps.wrap(
                        wrapKey, () -> wrapPacket.wrap(wrapKey, draft, deadline))) {
                    case WrapOutcome.Wrapped(var made) -> made;
                    case WrapOutcome.WrappedBefore(var made) -> made;
                    case WrapOutcome.KeyReused _ ->
                            throw ProblemException.of(
                                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                                    "the key was used for another request: a new request needs a new key");
                };
        WrapAnswer answer = answer(packet);
        return ResponseEntity.created(URI.create(PATH + "/" + answer.packetId())).body(answer);
    }

    private static IdempotencyKey checked(@Nullable String header) {
        return Optional.ofNullable(header)
                .flatMap(IdempotencyKey::parse)
                .orElseThrow(() ->
                        ProblemException.field(
                                KEY_HEADER, "must be 1 to 128 visible ASCII characters"));
    }

    private WrapAnswer answer(PacketState packet) {
        PacketTerms terms = packet.terms();
        var payTicket =
                new PayTicket(
                        terms.number(),
                        terms.sender(),
                        terms.total(),
                        terms.wrapKey(),
                        terms.payBy(),
                        terms.lifetime());
        return new WrapAnswer(
                links.linkTo(terms.number()),
                packet.state(),
                terms.total().fen(),
                terms.shares(),
                terms.payBy(),
                payTickets.sign(payTicket),
                PacketSeed.of(seedKeys.keys(), terms.number()).commitment());
    }
}
