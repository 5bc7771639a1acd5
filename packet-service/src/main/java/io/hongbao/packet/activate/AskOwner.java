package io.hongbao.packet.activate;

import io.hongbao.calls.combine.CombineCalls;
import io.hongbao.calls.combine.CombineFactory;
import io.hongbao.calls.combine.CombineKind;
import io.hongbao.calls.combine.CombinedCall;
import io.hongbao.calls.route.CallTimes;
import io.hongbao.calls.route.Route;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.call.ActivationAnswer;
import io.hongbao.contracts.call.CombinedAnswers.Answer;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.owner.TableOwners;
import io.hongbao.serving.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Has the owner activate a packet, when this instance does not serve the packet's SET: partitions
 * of Kafka go to any instance, and without this every instance would have connections to every SET.
 */
final class AskOwner {

    private final TableOwners owners;
    private final CombineCalls<Answer> activations;
    private final Tickets tickets;
    private final CallTimes times;
    private final InstantSource clock;

    /** What came of it. */
    enum OwnerAnswer {
        /** It is active, now or before. */
        DONE,
        /** The SET does not answer the owner either. */
        NOT_NOW,
        /** The owner is gone, or refuses: this instance has to see for itself. */
        DECIDE_HERE
    }

    AskOwner(
            TableOwners owners,
            CombineFactory combining,
            Tickets tickets,
            Duration callMax,
            InstantSource clock) {
        this.owners = owners;
        this.tickets = tickets;
        this.clock = clock;
        times = new CallTimes(callMax, callMax);
        activations =
                combining.calls(json ->
                        CombineKind.whole(
                                "activate",
                                Hop.PACKET_PACKET,
                                CombinedCalls.ACTIVATIONS_PATH,
                                json));
    }

    /**
     * Empty when this instance is an owner of the SET itself.
     *
     * @param json the payment's event, signed
     */
    Optional<CompletableFuture<OwnerAnswer>> activate(
            SetEntry set, PacketCommand.Activate command, String json) {
        return owners.otherOwner(set, command.number().table())
                .map(owner -> call(owner, command, json));
    }

    private CompletableFuture<OwnerAnswer> call(
            Instance owner, PacketCommand.Activate command, String json) {
        String digest =
                RequestDigest.of(
                        "POST", ActivationAnswer.PATH, null, json.getBytes(StandardCharsets.UTF_8));
        Ticket ticket =
                Ticket.of(
                        Operation.ACTIVATE,
                        command.payer(),
                        command.number(),
                        digest,
                        clock.instant());
        var route = new Route(List.of(owner), command.number().set().toString(), times);
        return activations
                .call(route, new CombinedCall(tickets.sign(Hop.PACKET_PACKET, ticket), null, json))
                .handle(AskOwner::meaning);
    }

    private static OwnerAnswer meaning(@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null && answer.status() != null) {
            return meaning(answer.status());
        }
        return failure instanceof ProblemException problem
                        && problem.body().code() == ProblemCode.TOO_MANY_REQUESTS
                ? OwnerAnswer.NOT_NOW
                : OwnerAnswer.DECIDE_HERE;
    }

    private static OwnerAnswer meaning(int status) {
        return switch (status) {
            case 200 -> OwnerAnswer.DONE;
            case 429, 503 -> OwnerAnswer.NOT_NOW;
            default -> OwnerAnswer.DECIDE_HERE;
        };
    }
}
