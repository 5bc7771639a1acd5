package io.hongbao.packet.activate;

import io.hongbao.calls.serve.ServeCombined;
import io.hongbao.contracts.call.ActivationAnswer;
import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.events.consume.EventReader;
import io.hongbao.events.consume.ReadResult;
import io.hongbao.events.dead.DeadReason;
import io.hongbao.packet.activate.ApplyPayments.Payment;
import io.hongbao.packet.call.MeasureCalls;
import io.hongbao.packet.call.TimeoutSettings;
import io.hongbao.packet.decide.ActivateOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.lane.LaneAnswers;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.state.PacketState;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.ticket.RequiresTicket;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pay service telling at once that money moved, with the event that it signed: a ticket alone
 * activates nothing. Kafka tells the same event, later and surely; a repeat in either way gives the
 * packet as it is.
 */
@RestController
class ActivationController {

    private final EventReader<Payment> payments;
    private final SetRouter sets;
    private final TimeoutSettings limits;
    private final Clock clock;
    private final MeasureCalls timed;
    private final ServeCombined combined;

    ActivationController(
            EventReader<Payment> payments,
            SetRouter sets,
            TimeoutSettings limits,
            Clock clock,
            MeasureCalls timed,
            ServeCombined combined) {
        this.payments = payments;
        this.sets = sets;
        this.limits = limits;
        this.clock = clock;
        this.timed = timed;
        this.combined = combined;
    }

    @PostMapping(ActivationAnswer.PATH)
    @RequiresTicket(Operation.ACTIVATE)
    ActivationAnswer activate(Ticket ticket, Deadline deadline, @RequestBody SignedEvent event) {
        return timed.call("activate", () -> activated(ticket, deadline, payment(event).command()));
    }

    /** Many payments in one call. */
    @PostMapping(CombinedCalls.ACTIVATIONS_PATH)
    @RequiresTicket(Operation.BATCH)
    CombinedAnswers activate(@RequestBody CombinedCalls calls) {
        return combined.serve(
                calls,
                new ServeCombined.Kind<>(
                        Operation.ACTIVATE, SignedEvent.class, _ -> ActivationAnswer.PATH),
                (ticket, deadline, _, event) ->
                        Optional.of(ResponseEntity.ok(activate(ticket, deadline, event))));
    }

    private Payment payment(SignedEvent event) {
        return switch (payments.read(event)) {
            case ReadResult.Event(var payment) -> payment;
            case ReadResult.Unusable(var reason, _) when reason == DeadReason.SIGNATURE_WRONG ->
                    throw ProblemException.of(
                            ProblemCode.UNAUTHENTICATED, "must be signed by the pay service");
            case ReadResult.Unusable<?> _, ReadResult.NotForGroup<?> _ ->
                    throw ProblemException.of(
                            ProblemCode.INVALID_REQUEST, "must be the event of a payment");
        };
    }

    private ActivationAnswer activated(
            Ticket ticket, Deadline deadline, PacketCommand.Activate command) {
        if (!command.number().equals(ticket.packet())) {
            throw ProblemException.of(
                    ProblemCode.UNAUTHENTICATED, "must carry a ticket for this packet");
        }
        SetHandle set =
                sets.find(command.number().set())
                        .orElseThrow(() ->
                                ProblemException.of(
                                        ProblemCode.SET_UNAVAILABLE,
                                        "the packet's SET is not connected: the event follows"));
        Instant now = clock.instant();
        Deadline until = limits.until(deadline, now);
        var outcome = set.lanes().submit(command, until.at());
        return switch (LaneAnswers.awaitOrProblem(outcome, until.left(now))) {
            case ActivateOutcome.Activated(var packet) -> answer(packet);
            case ActivateOutcome.ActivatedBefore(var packet) -> answer(packet);
            case ActivateOutcome.NotFound _ ->
                    throw ProblemException.of(
                            ProblemCode.PACKET_NOT_FOUND, "must be a packet of this SET");
            case ActivateOutcome.OtherPayment _ ->
                    throw ProblemException.of(
                            ProblemCode.PAYMENT_MISMATCH, ApplyPayments.OTHER_PAYMENT);
        };
    }

    private static ActivationAnswer answer(PacketState packet) {
        return new ActivationAnswer(packet.state().name(), packet.lifecycle().expiresAt());
    }
}
