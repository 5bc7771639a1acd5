package io.hongbao.packet.activate;

import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.call.ActivationAnswer;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.set.TableOwners;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the owner activate a packet, when this instance does not serve the packet's SET: partitions
 * of Kafka go to any instance, and without this every instance would have connections to every SET.
 */
final class AskOwner implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AskOwner.class);

    /** Of each SET: calls about one that hangs hold up no other. */
    private static final int CALLS_AT_ONCE = 8;

    private static final int OK = 200;

    private final TableOwners owners;
    private final Tickets tickets;
    private final Duration callMax;
    private final InstantSource clock;
    private final HttpClient client;
    private final Map<SetId, ExecutorService> callers = new ConcurrentHashMap<>();

    /** What came of it. */
    enum Said {
        /** It is active, now or before. */
        DONE,
        /** The SET does not answer the owner either. */
        NOT_NOW,
        /** The owner is gone, or refuses: this instance has to see for itself. */
        DECIDE_HERE
    }

    /** Makes a client of its own. */
    AskOwner(TableOwners owners, Tickets tickets, Duration callMax, InstantSource clock) {
        this.owners = owners;
        this.tickets = tickets;
        this.callMax = callMax;
        this.clock = clock;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(callMax)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /**
     * Empty when this instance is an owner of the SET itself.
     *
     * @param json the payment, as its event says it
     */
    Optional<CompletableFuture<Said>> activate(
            SetEntry set, PacketCommand.Activate command, String json) {
        return owners.otherOwner(set, command.number().table())
                .map(owner ->
                        CompletableFuture.supplyAsync(
                                () -> call(owner, command, json), callers(set.id())));
    }

    private ExecutorService callers(SetId set) {
        return callers.computeIfAbsent(
                set,
                id ->
                        Executors.newFixedThreadPool(
                                CALLS_AT_ONCE,
                                Thread.ofVirtual().name("activate-set-" + id + "-", 0).factory()));
    }

    private Said call(Instance owner, PacketCommand.Activate command, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        var ticket =
                Ticket.of(
                        Operation.ACTIVATE,
                        command.payer(),
                        command.number(),
                        RequestDigest.of("POST", ActivationAnswer.PATH, null, body),
                        clock.instant());
        var request =
                HttpRequest.newBuilder(URI.create(owner.url() + ActivationAnswer.PATH))
                        .timeout(callMax)
                        .header(Tickets.HEADER, tickets.sign(Hop.PACKET_PACKET, ticket))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        try {
            return meaning(client.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException noAnswer) {
            log.debug("owner gave no answer: url={}", owner.url(), noAnswer);
            return Said.DECIDE_HERE;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Said.NOT_NOW;
        }
    }

    private static Said meaning(int status) {
        if (status == OK) {
            return Said.DONE;
        }
        return status == ProblemCode.SET_UNAVAILABLE.httpStatus()
                        || status == ProblemCode.TOO_MANY_REQUESTS.httpStatus()
                ? Said.NOT_NOW
                : Said.DECIDE_HERE;
    }

    @Override
    public void close() {
        callers.values().forEach(ExecutorService::shutdownNow);
        client.shutdownNow();
    }
}
