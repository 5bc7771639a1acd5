package io.hongbao.pay.cashier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.pay.card.ChosenCard;
import io.hongbao.pay.cashier.CashierSession.Attempt;
import io.hongbao.pay.cashier.CashierSession.Entry;
import io.hongbao.serving.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of this instance. A repeat joins the payment under way and gets its answer, another
 * choice meanwhile is refused, and so is a card after too many declines. An instance that is lost
 * loses its sessions: their payers start again, and the card document decides what was paid.
 *
 * @param <A> what a payment answers
 */
public final class CashierSessions<A> {

    private final CashierSettings settings;
    private final Cache<OrderNumber, CashierSession<A>> sessions;
    private final Counter joined;
    private final Counter refused;
    private final Counter declinedTooOften;

    public CashierSessions(CashierSettings settings, MeterRegistry registry) {
        this(settings, registry, Ticker.systemTicker());
    }

    CashierSessions(CashierSettings settings, MeterRegistry registry, Ticker ticker) {
        this.settings = settings;
        sessions =
                Caffeine.newBuilder()
                        .maximumSize(settings.sessionsMax())
                        .expireAfterAccess(settings.idleMax())
                        .ticker(ticker)
                        .build();
        Gauge.builder("hongbao.cashier.sessions", sessions, Cache::estimatedSize)
                .description("Payments by card that are, or lately were, under way here")
                .register(registry);
        joined = counter("joined", registry);
        refused = counter("in_progress", registry);
        declinedTooOften = counter("too_many_declines", registry);
    }

    private static Counter counter(String outcome, MeterRegistry registry) {
        return Counter.builder("hongbao.cashier.repeats")
                .description("Calls that met a session, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** A payment that met the one under way: its answer, once it comes. */
    public sealed interface Entered<A> {

        /** The answer of the payment under way. */
        record Joined<A>(CompletableFuture<A> answer) implements Entered<A> {}

        /** The caller's own payment, made. */
        record Made<A>(A answer) implements Entered<A> {}
    }

    /**
     * Makes the payment, unless one is under way: then a repeat joins it. Throws {@link
     * ProblemException} for another choice meanwhile and after too many declines, and whatever
     * {@code pay} throws.
     */
    public Entered<A> pay(PayTicket ticket, ChosenCard card, Supplier<A> pay) {
        CashierSession<A> session =
                sessions.get(ticket.packet(), _ -> new CashierSession<A>(ticket));
        if (session.declines() >= settings.declinesMax()) {
            declinedTooOften.increment();
            throw ProblemException.of(
                            ProblemCode.TOO_MANY_DECLINES,
                            "the bank declined too often: pay by change, or later")
                    .retryAfter(settings.idleMax());
        }
        Entry<A> entry = session.enter(card);
        Attempt<A> underWay = entry.joined();
        if (underWay != null) {
            return new Entered.Joined<>(join(underWay, other -> other.isSame(card)));
        }
        return new Entered.Made<>(make(session, entry.begun(), pay));
    }

    /** Throws what {@code pay} throws, to those who joined as well. */
    private A make(CashierSession<A> session, @Nullable Attempt<A> own, Supplier<A> pay) {
        if (own == null) {
            throw new IllegalStateException("an entry begins or joins");
        }
        boolean declined = false;
        try {
            A answer = pay.get();
            own.answer().complete(answer);
            return answer;
        } catch (RuntimeException failure) {
            declined =
                    failure instanceof ProblemException problem
                            && problem.body().code() == ProblemCode.PAYMENT_DECLINED;
            own.answer().completeExceptionally(failure);
            throw failure;
        } finally {
            // Whatever ended it: nobody may wait for ever.
            session.end(declined);
            own.answer().cancel(false);
        }
    }

    /**
     * The answer of the payment of this packet that is under way here, if there is one. Throws
     * {@link ProblemException} when {@code repeat} says that its card was not meant.
     */
    public Optional<CompletableFuture<A>> underWay(
            OrderNumber packet, Predicate<ChosenCard> repeat) {
        return Optional.ofNullable(sessions.getIfPresent(packet))
                .flatMap(CashierSession::underWay)
                .map(attempt -> join(attempt, repeat));
    }

    /** Lets go at once of what is over the limit; else it happens with one of the next calls. */
    void cleanUp() {
        sessions.cleanUp();
    }

    private CompletableFuture<A> join(Attempt<A> underWay, Predicate<ChosenCard> repeat) {
        if (!repeat.test(underWay.card())) {
            refused.increment();
            throw ProblemException.of(
                    ProblemCode.PAYMENT_IN_PROGRESS,
                    "another payment of this packet is with the bank: wait, or repeat that one");
        }
        joined.increment();
        return underWay.answer();
    }
}
