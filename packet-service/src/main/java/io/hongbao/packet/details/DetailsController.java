package io.hongbao.packet.details;

import io.hongbao.calls.serve.ServeCall;
import io.hongbao.calls.serve.ServeCombined;
import io.hongbao.calls.serve.WrittenJson;
import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.packet.call.MeasureCalls;
import io.hongbao.packet.call.TimeoutSettings;
import io.hongbao.packet.lane.LaneAnswers;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.state.PacketState;
import io.hongbao.serving.key.SeedKeys;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.runtime.Switches;
import io.hongbao.serving.ticket.RequiresTicket;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Shows packets. Reads only. The ticket names the packet; the path was held to it before. */
@RestController
class DetailsController {

    private final SetRouter sets;
    private final WriteDetails writeDetails;
    private final TimeoutSettings limits;
    private final Clock clock;
    private final MeasureCalls timed;
    private final ServeCombined combined;

    DetailsController(
            SetRouter sets,
            PacketLinks links,
            SeedKeys seedKeys,
            TimeoutSettings limits,
            Clock clock,
            MeasureCalls timed,
            Switches switches,
            JsonMapper json,
            ServeCombined combined,
            MeterRegistry registry) {
        this.sets = sets;
        writeDetails =
                new WriteDetails(new ShowPacket(links, seedKeys.keys()), switches, json, registry);
        this.limits = limits;
        this.clock = clock;
        this.timed = timed;
        this.combined = combined;
    }

    @GetMapping("/v1/packets/{packetId}")
    @RequiresTicket(Operation.VIEW_PACKET)
    WrittenJson details(Ticket ticket, Deadline deadline) {
        return timed.call(
                "details",
                () -> {
                    SetHandle set = setOf(ticket);
                    return writeDetails.of(
                            packet(set, ticket, deadline),
                            MeasureCalls.userOf(ticket),
                            set.lanes().now());
                });
    }

    /** Many views in one call. */
    @PostMapping(CombinedCalls.DETAILS_PATH)
    @RequiresTicket(Operation.BATCH)
    CombinedAnswers details(@RequestBody CombinedCalls calls) {
        return combined.serve(
                calls, ServeCombined.Kind.withoutBody(Operation.VIEW_PACKET), new ServeDetails());
    }

    /** Nearly always from memory. */
    private final class ServeDetails implements ServeCall<Object> {

        @Override
        public Optional<ResponseEntity<WrittenJson>> serve(
                Ticket ticket, Deadline deadline, @Nullable String key, Object body) {
            return Optional.of(ResponseEntity.ok(details(ticket, deadline)));
        }

        @Override
        public boolean atOnce(Ticket ticket) {
            OrderNumber number = ticket.packet();
            return number != null
                    && sets.find(number.set())
                            .flatMap(set -> set.lanes().memory().trusted(number))
                            .isPresent();
        }
    }

    /** Many summaries. What the asking user may see is for the pay service to say. */
    @PostMapping(CombinedCalls.SUMMARIES_PATH)
    @RequiresTicket(Operation.BATCH)
    CombinedAnswers summaries(@RequestBody CombinedCalls calls) {
        return combined.serve(
                calls,
                ServeCombined.Kind.withoutBody(Operation.VIEW_SUMMARY),
                (ticket, deadline, _, _) ->
                        Optional.of(
                                timed.call(
                                        "summary",
                                        () -> ResponseEntity.ok(summary(ticket, deadline)))));
    }

    private PacketSummary summary(Ticket ticket, Deadline deadline) {
        SetHandle set = setOf(ticket);
        return ShowPacket.summary(packet(set, ticket, deadline), set.lanes().now());
    }

    private SetHandle setOf(Ticket ticket) {
        return sets.find(numberOf(ticket).set())
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemCode.SET_UNAVAILABLE,
                                "the packet's database does not answer now: try again later"));
    }

    private PacketState packet(SetHandle set, Ticket ticket, Deadline deadline) {
        Instant now = clock.instant();
        Deadline until = limits.until(deadline, now);
        var found = set.look(numberOf(ticket), until.at());
        return LaneAnswers.awaitOrProblem(found, until.left(now))
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemCode.PACKET_NOT_FOUND, "there is no such packet"));
    }

    private static OrderNumber numberOf(Ticket ticket) {
        OrderNumber number = ticket.packet();
        if (number == null) {
            throw ProblemException.of(
                    ProblemCode.UNAUTHENTICATED, "must carry a ticket for a packet");
        }
        return number;
    }
}
