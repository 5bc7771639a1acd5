package io.hongbao.pay.bank;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.hongbao.pay.bank.BankAnswer.Unclear;
import io.hongbao.pay.bank.BindAnswer.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A channel with a time limit, a bulkhead and a breaker of its own, so that a bank that fails or
 * hangs costs its own callers a bounded wait, and nobody else anything.
 *
 * <p>An answer that decides nothing is a failure. A call that is not made, because the breaker is
 * open or the bulkhead full, is none.
 */
final class ResilientBankChannel implements BankChannel {

    /** Of the last so many calls … */
    private static final int WINDOW = 20;

    /** … once there were so many … */
    private static final int CALLS_MIN = 10;

    /** … so many failed: the bank is not called … */
    private static final int FAILURE_PERCENT = 50;

    /** … for so long … */
    private static final Duration OPEN_FOR = Duration.ofSeconds(5);

    /** … and then by so many calls, which decide. */
    private static final int PROBES = 3;

    private final BankChannel channel;
    private final Duration answerMax;
    private final Semaphore calls;
    private final CircuitBreaker circuit;
    private final BankMeters meters;

    ResilientBankChannel(
            BankChannel channel,
            BankSettings.Bank settings,
            CircuitBreaker circuit,
            BankMeters meters) {
        this.channel = channel;
        answerMax = settings.answerMax();
        calls = new Semaphore(settings.callsMax());
        this.circuit = circuit;
        this.meters = meters;
    }

    static CircuitBreaker breaker(String bank, Clock clock) {
        return CircuitBreaker.of(
                "bank-" + bank,
                CircuitBreakerConfig.custom()
                        .slidingWindow(WINDOW, CALLS_MIN, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(FAILURE_PERCENT)
                        .waitDurationInOpenState(OPEN_FOR)
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        .recordResult(answer ->
                                answer instanceof Unclear || answer instanceof Unavailable)
                        .clock(clock)
                        .build());
    }

    @Override
    public String name() {
        return channel.name();
    }

    @Override
    public BankAnswer debit(BankDebit debit) {
        return call("debit", () -> channel.debit(debit), Unclear::new);
    }

    @Override
    public BankAnswer query(String number) {
        return call("query", () -> channel.query(number), Unclear::new);
    }

    @Override
    public BankAnswer lock(String number) {
        return call("lock", () -> channel.lock(number), Unclear::new);
    }

    @Override
    public BankAnswer refund(String number) {
        return call("refund", () -> channel.refund(number), Unclear::new);
    }

    @Override
    public BindAnswer bind(String token) {
        return call("bind", () -> channel.bind(token), Unavailable::new);
    }

    @Override
    public boolean callsRefused() {
        if (calls.availablePermits() == 0 || !circuit.tryAcquirePermission()) {
            return true;
        }
        circuit.releasePermission();
        return false;
    }

    @Override
    public void close() {
        channel.close();
    }

    private <T> T call(String operation, Supplier<T> call, Function<String, T> failure) {
        if (!circuit.tryAcquirePermission()) {
            meters.notMade(operation);
            return failure.apply("breaker open");
        }
        if (!calls.tryAcquire()) {
            circuit.releasePermission();
            meters.notMade(operation);
            return failure.apply("too many calls at once");
        }
        var sample = meters.start();
        try {
            T answer = inTime(call, failure);
            circuit.onResult(0, TimeUnit.NANOSECONDS, answer);
            sample.stop(meters.timer(operation, answer));
            return answer;
        } catch (ExecutionException bug) {
            circuit.onError(0, TimeUnit.NANOSECONDS, bug);
            throw new IllegalStateException("must not throw: bank=" + name(), bug.getCause());
        }
    }

    /** On a thread of its own, so that the limit holds whatever the channel does. */
    private <T> T inTime(Supplier<T> call, Function<String, T> failure) throws ExecutionException {
        var answer = new CompletableFuture<T>();
        Thread caller =
                Thread.ofVirtual()
                        .name("bank-" + name())
                        .start(() -> {
                            try {
                                answer.complete(released(call));
                            } catch (Throwable bug) {
                                // Whatever it is, somebody waits for it.
                                answer.completeExceptionally(bug);
                            }
                        });
        try {
            return answer.get(answerMax.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            caller.interrupt();
            return failure.apply("no answer in time");
        } catch (InterruptedException _) {
            caller.interrupt();
            Thread.currentThread().interrupt();
            return failure.apply("interrupted");
        }
    }

    /** A call counts until it ends, also when nobody waits for it any more. */
    private <T> T released(Supplier<T> call) {
        try {
            return call.get();
        } finally {
            calls.release();
        }
    }
}
