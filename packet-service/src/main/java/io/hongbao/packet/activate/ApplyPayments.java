package io.hongbao.packet.activate;

import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
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
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Group {@code packet-activations}: payments activate packets, each in the lane of its packet.
 * Never blocks. What cannot be decided now fails, and is tried again.
 */
final class ApplyPayments implements ApplyEvents<ApplyPayments.Payment> {

    static final String OTHER_PAYMENT =
            "must be of the packet's payer, total and wrap key, and paid between its wrap and now";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SetRouter sets;
    private final AskOwner askOwner;
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

    ApplyPayments(SetRouter sets, AskOwner askOwner, Duration callMax, Clock clock) {
        this.sets = sets;
        this.askOwner = askOwner;
        this.callMax = callMax;
        this.clock = clock;
    }

    @Override
    public List<CompletableFuture<Outcome>> apply(List<Payment> payments) {
        return payments.stream().map(this::apply).toList();
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
