package io.hongbao.bench.storm;

import io.hongbao.bench.traffic.UserCall;
import java.time.Duration;
import java.util.Set;

/**
 * The modules that are slowed one after the other, and the one table of which calls may notice, and
 * what their users are told then: {@code docs/OVERLOAD.md} says the same to operators.
 */
enum SlowModule {
    PAY_SERVICE(0, "pay service has a tenth of its time (SIGSTOP and SIGCONT in turns)"),
    WALLET_SHARD(1, "all balances of wallet-0 are locked"),
    BANK(2, "bank-a takes 10 s"),
    KAFKA(3, "kafka hangs (SIGSTOP)"),
    CONSUMER(4, "ledger-consumer hangs (SIGSTOP)");

    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Duration SLOW = Duration.ofSeconds(15);
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Duration AFTER = Duration.ofSeconds(5);

    /** That it waits, and that it may go on. */
    private static final Set<String> OF_QUEUES =
            Set.of(CallSeries.OVERLOADED, "429 too_many_requests", "202");

    private final int turn;
    private final String done;

    SlowModule(int turn, String done) {
        this.turn = turn;
        this.done = done;
    }

    /** What is done to it. */
    String done() {
        return done;
    }

    /**
     * Lists and the wallet home too: where there is one, the last answer is in the place of one.
     */
    boolean mayDegrade(UserCall call) {
        return switch (this) {
            case PAY_SERVICE, WALLET_SHARD ->
                    switch (call) {
                        case WRAP, OPEN, GRAB, VIEW_PACKET -> false;
                        case PAY,
                                PAY_BY_CARD,
                                VIEW_PAYMENT,
                                TOP_UP,
                                VIEW_BALANCE,
                                LIST_CARDS,
                                VIEW_WALLET,
                                LIST_PACKETS,
                                LIST_NOTIFICATIONS,
                                LIST_TRANSFERS ->
                                true;
                    };
            case BANK -> call == UserCall.PAY_BY_CARD || call == UserCall.TOP_UP;
            case KAFKA, CONSUMER -> false;
        };
    }

    /** Whether users of a degraded call may be told this. */
    boolean mayTell(String reason) {
        return switch (this) {
            case PAY_SERVICE, WALLET_SHARD ->
                    OF_QUEUES.contains(reason) || reason.equals("503 wallet_unavailable");
            case BANK -> OF_QUEUES.contains(reason) || reason.equals("503 bank_unavailable");
            case KAFKA, CONSUMER -> false;
        };
    }

    /** Of all modules. */
    static Duration window() {
        return length().multipliedBy(values().length);
    }

    private static Duration length() {
        return BEFORE.plus(SLOW).plus(RECOVERY).plus(AFTER);
    }

    /** Without its last second, whose calls may still be under way when the module becomes slow. */
    Span before() {
        Span first = Span.first(length().multipliedBy(turn));
        return first.then(BEFORE.minusSeconds(1));
    }

    Span slow() {
        return Span.first(length().multipliedBy(turn).plus(BEFORE)).then(SLOW);
    }

    /** When all must be as before. */
    Span after() {
        return slow().then(RECOVERY).then(AFTER);
    }
}
