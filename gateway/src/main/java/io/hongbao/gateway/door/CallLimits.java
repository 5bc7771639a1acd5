package io.hongbao.gateway.door;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.connection.ConcurrencyLimit;
import io.hongbao.gateway.connection.RateLimit;
import io.hongbao.serving.problem.ProblemException;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * How many calls may be under way, of all, of one user, and of one client where a balancer names
 * clients; and how often a user may grab and open.
 */
final class CallLimits {

    private final ConcurrencyLimit<UserId> users;
    private final RateLimit<UserId> visits;
    private final ConcurrencyLimit<String> clients;
    private final @Nullable String clientHeader;
    private final Semaphore streams;
    private final Semaphore places;

    CallLimits(DoorSettings settings) {
        users = new ConcurrencyLimit<>(settings.userCallsMax());
        visits = new RateLimit<>(settings.userVisitsPerSecond(), System::nanoTime);
        clients = new ConcurrencyLimit<>(settings.clientCallsMax());
        clientHeader = settings.clientHeader();
        streams = new Semaphore(settings.streamsMax());
        places = new Semaphore(settings.callsMax());
    }

    /** Throws a problem when this gateway has as many calls under way as it may. */
    void takePlace() {
        if (!places.tryAcquire()) {
            throw ProblemException.of(ProblemCode.OVERLOADED, "must be tried again later");
        }
    }

    void givePlaceBack() {
        places.release();
    }

    /** Throws a problem when the user has too many. */
    void take(UserId user) {
        if (!users.enter(user)) {
            throw tooMany();
        }
    }

    /** Throws a problem when the user asks for shares more often than people do. */
    void takeVisit(UserId user) {
        if (!visits.take(user)) {
            throw ProblemException.of(
                    ProblemCode.TOO_MANY_REQUESTS, "must grab and open less often");
        }
    }

    /**
     * The client, as the balancer named it: last of all that are named, since whoever is before it
     * may have been made up. Null when nobody is named. Throws a problem when it has too many.
     */
    @Nullable String takeForClient(HttpHeaders headers) {
        if (clientHeader == null) {
            return null;
        }
        List<String> values = headers.getAll(clientHeader);
        if (values.isEmpty()) {
            return null;
        }
        String last = values.getLast();
        String client = last.substring(last.lastIndexOf(',') + 1).strip();
        if (!clients.enter(client)) {
            throw tooMany();
        }
        return client;
    }

    /** Throws a problem when there are too many streams. */
    void takeStream() {
        if (!streams.tryAcquire()) {
            throw ProblemException.of(
                    ProblemCode.TOO_MANY_REQUESTS, "too many streams: ask for pages");
        }
    }

    void giveStreamBack() {
        streams.release();
    }

    void giveBack(@Nullable UserId user, @Nullable String client) {
        if (user != null) {
            users.leave(user);
        }
        if (client != null) {
            clients.leave(client);
        }
    }

    private static ProblemException tooMany() {
        return ProblemException.of(
                ProblemCode.TOO_MANY_REQUESTS, "must wait for answers to earlier calls");
    }
}
