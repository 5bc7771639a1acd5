package io.hongbao.packet.momentapi;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.packet.call.MeasureCalls;
import io.hongbao.packet.call.TimeoutSettings;
import io.hongbao.packet.lane.LaneAnswers;
import io.hongbao.packet.moment.MomentCommand;
import io.hongbao.packet.moment.MomentOutcome;
import io.hongbao.packet.moment.MomentOutcome.Ended;
import io.hongbao.packet.moment.MomentOutcome.KeyReused;
import io.hongbao.packet.moment.MomentOutcome.NotFound;
import io.hongbao.packet.moment.MomentOutcome.Posted;
import io.hongbao.packet.moment.MomentOutcome.Seen;
import io.hongbao.packet.moment.MomentOutcome.Shown;
import io.hongbao.packet.moment.MomentOutcome.ToPay;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.ticket.RequiresTicket;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Posts moments, decides views of them, shows them. Every call is safe to repeat. */
@RestController
class MomentController {

    private static final String PATH = "/v1/moments";
    private static final String KEY_HEADER = "Idempotency-Key";

    private final CheckMoment checkMoment;
    private final PostMoment postMoment;
    private final WriteMoment writeMoment;
    private final SetRouter sets;
    private final TimeoutSettings limits;
    private final Clock clock;
    private final MeasureCalls timed;

    MomentController(
            CheckMoment checkMoment,
            PostMoment postMoment,
            WriteMoment writeMoment,
            SetRouter sets,
            TimeoutSettings limits,
            Clock clock,
            MeasureCalls timed) {
        this.checkMoment = checkMoment;
        this.postMoment = postMoment;
        this.writeMoment = writeMoment;
        this.sets = sets;
        this.limits = limits;
        this.clock = clock;
        this.timed = timed;
    }

    @PostMapping(PATH)
    @RequiresTicket(Operation.POST_MOMENT)
    ResponseEntity<PostAnswer> post(
            Ticket ticket,
            Deadline deadline,
            @RequestHeader(name = KEY_HEADER, required = false) @Nullable String key,
            @RequestBody PostRequest request) {
        return timed.call(
                "post_moment", () -> posted(MeasureCalls.userOf(ticket), deadline, key, request));
    }

    @PostMapping(PATH + "/{momentId}/view")
    @RequiresTicket(Operation.VIEW_MOMENT)
    ViewAnswer view(Ticket ticket, Deadline deadline) {
        return timed.call("view_moment", () -> viewed(ticket, deadline));
    }

    @GetMapping(PATH + "/{momentId}")
    @RequiresTicket(Operation.SHOW_MOMENT)
    MomentDetails show(Ticket ticket, Deadline deadline) {
        return timed.call("show_moment", () -> shown(ticket, deadline));
    }

    private ResponseEntity<PostAnswer> posted(
            UserId poster, Deadline deadline, @Nullable String header, PostRequest request) {
        IdempotencyKey key =
                Optional.ofNullable(header)
                        .flatMap(IdempotencyKey::parse)
                        .orElseThrow(() ->
                                ProblemException.field(
                                        KEY_HEADER, "must be 1 to 128 visible ASCII characters"));
        var outcome =
                postMoment.post(new WrapKey(poster, key), checkMoment.check(request), deadline);
        PostAnswer answer =
                switch (outcome) {
                    case Posted(var moment) -> writeMoment.posted(moment);
                    case KeyReused _ ->
                            throw ProblemException.of(
                                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                                    "the key was used for another request: a new request needs a new key");
                };
        return ResponseEntity.created(URI.create(PATH + "/" + answer.momentId())).body(answer);
    }

    private ViewAnswer viewed(Ticket ticket, Deadline deadline) {
        UserId viewer = MeasureCalls.userOf(ticket);
        return switch (ask(new MomentCommand.View(numberOf(ticket), viewer), deadline)) {
            case NotFound _ -> throw notFound();
            case Ended _ ->
                    throw ProblemException.of(
                            ProblemCode.MOMENT_ENDED, "it was not seen before it ended");
            case Seen seen -> writeMoment.seen(seen, viewer);
            case ToPay toPay -> writeMoment.toPay(toPay);
        };
    }

    private MomentDetails shown(Ticket ticket, Deadline deadline) {
        UserId asking = MeasureCalls.userOf(ticket);
        return switch (ask(new MomentCommand.Show(numberOf(ticket), asking), deadline)) {
            case NotFound _ -> throw notFound();
            case Shown shown -> writeMoment.details(shown, asking);
        };
    }

    private <R extends MomentOutcome> R ask(MomentCommand<R> command, Deadline waited) {
        Instant now = clock.instant();
        Deadline deadline = limits.until(waited, now);
        OrderNumber number =
                switch (command) {
                    case MomentCommand.View view -> view.moment();
                    case MomentCommand.Show show -> show.moment();
                    case MomentCommand.Post _ -> throw new IllegalArgumentException("has none");
                };
        var answer =
                sets.find(number.set())
                        .orElseThrow(() ->
                                ProblemException.of(
                                        ProblemCode.SET_UNAVAILABLE,
                                        "the moment's database does not answer now: try again later"))
                        .moments()
                        .submit(command, deadline.at());
        return LaneAnswers.awaitOrProblem(answer, deadline.left(now));
    }

    private static ProblemException notFound() {
        return ProblemException.of(ProblemCode.MOMENT_NOT_FOUND, "there is no such moment");
    }

    private static OrderNumber numberOf(Ticket ticket) {
        OrderNumber number = ticket.packet();
        if (number == null) {
            throw ProblemException.of(
                    ProblemCode.UNAUTHENTICATED, "must carry a ticket for a moment");
        }
        return number;
    }
}
