package io.hongbao.packet.call;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.call.FinishedPacket;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.packet.lane.LaneAnswers;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.serving.overload.Admission;
import io.hongbao.serving.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Serves many users' calls that say no more than their tickets, without a thread for each: all are
 * begun first, then all are waited for. An item that fails, for whatever reason, fails no other.
 */
@Component
public final class ServeItems {

    private final SetRouter sets;
    private final Tickets tickets;
    private final TimeoutSettings limits;
    private final Clock clock;
    private final MeasureCalls measure;
    private final Admission admission;

    public ServeItems(
            SetRouter sets,
            Tickets tickets,
            TimeoutSettings limits,
            Clock clock,
            MeasureCalls measure,
            Admission admission) {
        this.sets = sets;
        this.tickets = tickets;
        this.limits = limits;
        this.clock = clock;
        this.measure = measure;
        this.admission = admission;
    }

    /** Answers in the order of the items; throws for a batch that is no batch. */
    public <A> List<A> serve(CombinedCalls calls, Operation operation, ItemKind<?, A> kind) {
        int items = calls.items().size();
        if (items < 1 || items > CombinedCalls.ITEMS_MAX) {
            throw ProblemException.field(
                    "items", "must be 1 to " + CombinedCalls.ITEMS_MAX + ": items=" + items);
        }
        return new Batch<>(calls.sentAtMs(), operation, kind).serve(calls.items());
    }

    /** One combined call. */
    private final class Batch<R, A> {

        private final Instant sent;
        private final Instant arrived = clock.instant();
        private final Operation operation;
        private final ItemKind<R, A> kind;
        private final Set<OrderNumber> finishedTold = new HashSet<>();

        Batch(long sentAtMs, Operation operation, ItemKind<R, A> kind) {
            sent = Instant.ofEpochMilli(sentAtMs);
            this.operation = operation;
            this.kind = kind;
        }

        List<A> serve(List<CombinedCalls.@Nullable Item> items) {
            String name = operation.name().toLowerCase(Locale.ROOT);
            var begun = new ArrayList<Supplier<A>>(items.size());
            for (CombinedCalls.@Nullable Item item : items) {
                begun.add(orRefusal(() -> begin(item), code -> () -> kind.refusal(code)));
            }
            var answers = new ArrayList<A>(items.size());
            for (Supplier<A> each : begun) {
                A answer = orRefusal(each, kind::refusal);
                String problem = kind.problemOf(answer);
                measure.record(name, problem == null ? MeasureCalls.OK : problem, arrived);
                answers.add(answer);
            }
            return answers;
        }

        private static <T> T orRefusal(Supplier<T> work, Function<ProblemCode, T> refusal) {
            try {
                return work.get();
            } catch (RuntimeException failure) {
                return refusal.apply(LaneAnswers.codeOfItem(failure));
            }
        }

        /** Where the answer will come from. */
        private Supplier<A> begin(CombinedCalls.@Nullable Item item) {
            Ticket ticket =
                    item == null ? null : tickets.check(item.ticket(), arrived).orElse(null);
            if (item == null
                    || ticket == null
                    || ticket.user() == null
                    || ticket.packet() == null
                    || ticket.operation() != operation
                    || !ticket.digest().equals(RequestDigest.NONE)
                    || item.key() != null
                    || item.body() != null) {
                return () -> kind.refusal(ProblemCode.UNAUTHENTICATED);
            }
            UserId user = ticket.user();
            if (!admission.admits(operation.tier(), user)) {
                return () -> kind.refusal(ProblemCode.OVERLOADED);
            }
            OrderNumber packet = ticket.packet();
            SetHandle set = sets.find(packet.set()).orElse(null);
            if (set == null) {
                return () -> kind.refusal(ProblemCode.SET_UNAVAILABLE);
            }
            long leftMs = Math.min(item.timeLeftMs(), limits.max().toMillis());
            Deadline deadline = Deadline.of(sent, Duration.ofMillis(leftMs), arrived);
            var result = kind.begin(set, packet, user, deadline.at());
            return () -> {
                R known = LaneAnswers.await(result, deadline.left(clock.instant()));
                return kind.answer(known, set, user, finishedOnce(set, packet));
            };
        }

        /**
         * The packet if it is finished, so that nobody has to ask again; in one answer of a batch
         * only, since a packet of 500 shares in 500 answers would be too much.
         */
        private @Nullable FinishedPacket finishedOnce(SetHandle set, OrderNumber number) {
            PacketState packet = set.lanes().memory().trusted(number).orElse(null);
            if (packet == null
                    || packet.state() != StoredState.FINISHED
                    || packet.terms().ofMoment()
                    || !finishedTold.add(number)) {
                return null;
            }
            return new FinishedPacket(
                    packet.terms().kind() == PacketKind.EXCLUSIVE,
                    packet.opens().shares().stream()
                            .map(share ->
                                    new FinishedPacket.Opener(
                                            share.user().value(),
                                            share.amount().fen(),
                                            share.openedAt().toEpochMilli()))
                            .toList());
        }
    }
}
