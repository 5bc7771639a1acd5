package io.hongbao.packet.activate;

import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.Unavailable;
import io.hongbao.packet.decide.ActivateOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies one record of the payments topic, in the lane of its packet. Never blocks. Completes when
 * the record is done with for good: applied before or now, or put aside; fails when it has to be
 * tried again.
 */
final class ApplyPayment {

    private static final Logger log = LoggerFactory.getLogger(ApplyPayment.class);

    private final SetRouter sets;
    private final ReadPayment readPayment;
    private final AskOwner askOwner;
    private final DeadLetters deadLetters;
    private final Duration callMax;
    private final Clock clock;

    ApplyPayment(
            SetRouter sets,
            ReadPayment readPayment,
            AskOwner askOwner,
            DeadLetters deadLetters,
            ActivationSettings settings,
            Clock clock) {
        this.sets = sets;
        this.readPayment = readPayment;
        this.askOwner = askOwner;
        this.deadLetters = deadLetters;
        this.callMax = settings.callMax();
        this.clock = clock;
    }

    CompletableFuture<Void> apply(ConsumerRecord<String, String> kafkaRecord) {
        return switch (readPayment.read(kafkaRecord)) {
            case ReadPayment.Read.Unusable(var reason) -> putAside(kafkaRecord, reason);
            case ReadPayment.Read.Payment(var command) -> activate(kafkaRecord, command);
        };
    }

    private CompletableFuture<Void> activate(
            ConsumerRecord<String, String> kafkaRecord, PacketCommand.Activate command) {
        Optional<SetHandle> set = sets.find(command.number().set());
        if (set.isEmpty()) {
            // Not open yet, or not in our catalogue yet: the money has moved, so it waits.
            return CompletableFuture.failedFuture(
                    new Unavailable("SET not open: set=" + command.number().set()));
        }
        SetHandle open = set.get();
        return askOwner.activate(open.entry(), command, kafkaRecord.value())
                .map(said ->
                        said.thenComposeAsync(answer -> heed(kafkaRecord, command, open, answer)))
                .orElseGet(() -> activateHere(kafkaRecord, command, open));
    }

    private CompletableFuture<Void> heed(
            ConsumerRecord<String, String> kafkaRecord,
            PacketCommand.Activate command,
            SetHandle set,
            AskOwner.Said said) {
        return switch (said) {
            case DONE -> CompletableFuture.completedFuture(null);
            case NOT_NOW ->
                    CompletableFuture.failedFuture(
                            new Unavailable("its owner cannot activate now: set=" + set.id()));
            case DECIDE_HERE -> activateHere(kafkaRecord, command, set);
        };
    }

    private CompletableFuture<Void> activateHere(
            ConsumerRecord<String, String> kafkaRecord,
            PacketCommand.Activate command,
            SetHandle set) {
        Instant deadline = clock.instant().plus(callMax);
        return set.lanes()
                .submit(command, deadline)
                .thenComposeAsync(outcome -> settle(kafkaRecord, outcome))
                .exceptionallyComposeAsync(failure -> afterFailure(kafkaRecord, failure));
    }

    private CompletableFuture<Void> settle(
            ConsumerRecord<String, String> kafkaRecord, ActivateOutcome outcome) {
        return switch (outcome) {
            case ActivateOutcome.Activated _, ActivateOutcome.ActivatedBefore _ ->
                    CompletableFuture.completedFuture(null);
            case ActivateOutcome.NotFound _ -> putAside(kafkaRecord, "unknown_order");
            case ActivateOutcome.OtherPayment _ -> putAside(kafkaRecord, "other_payment");
        };
    }

    /** What the SET's rules refuse will never be accepted; all else is tried again. */
    private CompletableFuture<Void> afterFailure(
            ConsumerRecord<String, String> kafkaRecord, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure;
        return cause instanceof DataFault
                ? putAside(kafkaRecord, "refused_by_database")
                : CompletableFuture.failedFuture(cause);
    }

    private CompletableFuture<Void> putAside(
            ConsumerRecord<String, String> kafkaRecord, String reason) {
        log.error(
                "payment put aside: order={} reason={} partition={} offset={}",
                kafkaRecord.key(),
                reason,
                kafkaRecord.partition(),
                kafkaRecord.offset());
        return deadLetters.put(kafkaRecord, reason);
    }
}
