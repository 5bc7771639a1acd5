package io.hongbao.packet.activate;

import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.events.consume.ApplyEvents;
import io.hongbao.events.consume.Outcome;
import io.hongbao.events.consume.Outcome.Dead;
import io.hongbao.events.dead.DeadReason;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.packet.decide.ActivateOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.pay.ParkPayments;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Group {@code packet-activations}: payments activate packets, each in the lane of its packet.
 * Never blocks. What cannot be decided now fails, and is tried again; once its SET has taken
 * nothing for a while, or is in no catalogue, it is parked.
 */
final class ApplyPayments implements ApplyEvents<ApplyPayments.Payment> {

    static final String OTHER_PAYMENT =
            "must be of the packet's payer, total and wrap key, and paid between its wrap and now";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Logger log = LoggerFactory.getLogger(ApplyPayments.class);

    private final SetRouter sets;
    private final AskOwner askOwner;
    private final FailingSets failing;
    private final ParkPayments parkPayments;
    private final Duration callMax;
    private final Clock clock;

    /** A payment, and what proves it. */
    record Payment(PacketCommand.Activate command, SignedEvent event) {

        /** Throws {@link IllegalArgumentException} for what no payment of ours ever says. */
        static Payment of(PacketPaidV1 paid, SignedEvent event) {
            return new Payment(
                    new PacketCommand.Activate(
                            new OrderNumber(paid.orderNumber()),
                            new UserId(paid.payerId()),
                            new Money(paid.totalFen()),
                            new IdempotencyKey(paid.wrapKey()),
                            paid.paidAt().truncatedTo(ChronoUnit.MILLIS)),
                    event);
        }
    }

    ApplyPayments(
            SetRouter sets,
            AskOwner askOwner,
            FailingSets failing,
            ParkPayments parkPayments,
            Duration callMax,
            Clock clock) {
        this.sets = sets;
        this.askOwner = askOwner;
        this.failing = failing;
        this.parkPayments = parkPayments;
        this.callMax = callMax;
        this.clock = clock;
    }

    @Override
    public List<CompletableFuture<Outcome>> apply(List<Payment> payments) {
        List<CompletableFuture<Outcome>> tries = payments.stream().map(this::tried).toList();
        CompletableFuture<Set<OrderNumber>> parked =
                CompletableFuture.allOf(tries.toArray(CompletableFuture[]::new))
                        .handle((_, _) -> toPark(payments, tries))
                        .thenCompose(parkPayments::park);
        return IntStream.range(0, tries.size())
                .mapToObj(i -> {
                    OrderNumber packet = payments.get(i).command().number();
                    return tries.get(i)
                            .exceptionallyCompose(failure -> afterParking(parked, packet, failure));
                })
                .toList();
    }

    private CompletableFuture<Outcome> tried(Payment payment) {
        SetId set = payment.command().number().set();
        return apply(payment)
                .whenComplete((_, failure) -> {
                    if (failure == null) {
                        failing.took(set);
                    } else {
                        failing.failed(set);
                    }
                });
    }

    /** What would hold up the payments behind it for as long as its SET is away. */
    private List<SignedEvent> toPark(
            List<Payment> payments, List<CompletableFuture<Outcome>> tries) {
        var events = new ArrayList<SignedEvent>();
        var ofSets = new TreeSet<SetId>();
        for (int i = 0; i < tries.size(); i++) {
            SetId set = payments.get(i).command().number().set();
            if (tries.get(i).isCompletedExceptionally() && failing.areToBeParked(set)) {
                events.add(payments.get(i).event());
                ofSets.add(set);
            }
        }
        if (!events.isEmpty()) {
            log.info("to be parked: payments={} sets={}", events.size(), ofSets);
        }
        return events;
    }

    private static CompletableFuture<Outcome> afterParking(
            CompletableFuture<Set<OrderNumber>> parked, OrderNumber packet, Throwable failure) {
        return parked.thenCompose(packets ->
                packets.contains(packet)
                        ? CompletableFuture.completedFuture(Outcome.DONE)
                        : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<Outcome> apply(Payment payment) {
        PacketCommand.Activate command = payment.command();
        Optional<SetHandle> set = sets.find(command.number().set());
        if (set.isEmpty()) {
            // Not open yet, or not in our catalogue yet: the money has moved, so it waits.
            return CompletableFuture.failedFuture(
                    new Unavailable("SET not connected: set=" + command.number().set()));
        }
        SetHandle open = set.get();
        if (open.lanes().memory().applied(command)) {
            // The pay service has told it already, as it does while all is well.
            return CompletableFuture.completedFuture(Outcome.DONE);
        }
        return askOwner.activate(open.entry(), command, JSON.writeValueAsString(payment.event()))
                .map(owner -> owner.thenComposeAsync(answer -> afterOwner(command, open, answer)))
                .orElseGet(() -> activateHere(command, open));
    }

    private CompletableFuture<Outcome> afterOwner(
            PacketCommand.Activate command, SetHandle set, AskOwner.OwnerAnswer answer) {
        return switch (answer) {
            case DONE -> CompletableFuture.completedFuture(Outcome.DONE);
            case NOT_NOW ->
                    CompletableFuture.failedFuture(
                            new Unavailable("its owner cannot activate now: set=" + set.id()));
            case DECIDE_HERE -> activateHere(command, set);
        };
    }

    private CompletableFuture<Outcome> activateHere(PacketCommand.Activate command, SetHandle set) {
        return set.lanes()
                .submit(command, clock.instant().plus(callMax))
                .thenApply(ApplyPayments::outcome)
                .exceptionallyCompose(ApplyPayments::afterFailure);
    }

    private static Outcome outcome(ActivateOutcome outcome) {
        return switch (outcome) {
            case ActivateOutcome.Activated _, ActivateOutcome.ActivatedBefore _ -> Outcome.DONE;
            case ActivateOutcome.NotFound _ ->
                    new Dead(DeadReason.UNKNOWN_ORDER, "must be a packet of its SET");
            case ActivateOutcome.OtherPayment _ ->
                    new Dead(DeadReason.OTHER_PAYMENT, OTHER_PAYMENT);
        };
    }

    /** What the SET's rules refuse will never be accepted; all else is tried again. */
    private static CompletableFuture<Outcome> afterFailure(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure;
        return cause instanceof DataFault
                ? CompletableFuture.completedFuture(
                        new Dead(DeadReason.DATA_REFUSED, String.valueOf(cause.getCause())))
                : CompletableFuture.failedFuture(cause);
    }
}
