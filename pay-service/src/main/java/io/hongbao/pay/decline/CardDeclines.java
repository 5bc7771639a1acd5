package io.hongbao.pay.decline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks a card out that its bank has declined too often, whichever users tried it. By what this
 * instance has seen: of {@code n} instances a card gets at most {@code n} times the declines of
 * one, and what was with a bank when the last of them came. An instance that starts remembers none.
 */
public final class CardDeclines {

    private static final Logger log = LoggerFactory.getLogger(CardDeclines.class);

    private final DeclineSettings settings;
    private final Ticker ticker;
    private final Cache<String, Declines> cards;
    private final Counter lockOuts;

    /** The declines of a card since the first of a window, in nanoseconds of the ticker. */
    private record Declines(int count, long firstNanos, long lastNanos) {}

    CardDeclines(DeclineSettings settings, MeterRegistry registry) {
        this(settings, registry, Ticker.systemTicker());
    }

    CardDeclines(DeclineSettings settings, MeterRegistry registry, Ticker ticker) {
        this.settings = settings;
        this.ticker = ticker;
        Duration longer =
                settings.window().compareTo(settings.lockOut()) > 0
                        ? settings.window()
                        : settings.lockOut();
        cards =
                Caffeine.newBuilder()
                        .maximumSize(settings.cardsMax())
                        .expireAfterWrite(longer)
                        .ticker(ticker)
                        .build();
        lockOuts =
                Counter.builder("hongbao.card.lock.outs")
                        .description("Cards locked out here, since they were declined too often")
                        .register(registry);
    }

    /**
     * Counts one decline.
     *
     * @param cardHash the keyed hash of the card's token
     * @param number of the document that was declined, for the log
     */
    public void count(String cardHash, String number) {
        long now = ticker.read();
        Declines after =
                cards.asMap()
                        .merge(
                                cardHash,
                                new Declines(1, now, now),
                                (before, first) -> oneMore(before, first, now));
        if (after.count() == settings.declinesMax()) {
            lockOuts.increment();
            log.warn("a card is locked out after too many declines: lastNumber={}", number);
        }
    }

    /** Counts anew once the window, or the lock-out, is over. */
    private Declines oneMore(Declines before, Declines first, long now) {
        boolean over =
                lockedOut(before)
                        ? leftNanos(before, now) <= 0
                        : now - before.firstNanos() >= settings.window().toNanos();
        return over ? first : new Declines(before.count() + 1, before.firstNanos(), now);
    }

    /** What the card's next user is told; empty while it is not locked out. */
    public Optional<ProblemException> refusal(String cardHash) {
        return Optional.ofNullable(cards.getIfPresent(cardHash))
                .filter(this::lockedOut)
                .map(declines -> leftNanos(declines, ticker.read()))
                .filter(left -> left > 0)
                .map(left ->
                        ProblemException.of(
                                        ProblemCode.TOO_MANY_DECLINES,
                                        "the bank declined the card too often: pay by change, or by another card")
                                .retryAfter(Duration.ofNanos(left)));
    }

    /** Lets go at once of what is over the limit; else it happens with one of the next calls. */
    void cleanUp() {
        cards.cleanUp();
    }

    private boolean lockedOut(Declines declines) {
        return declines.count() >= settings.declinesMax();
    }

    /** How long a card that was locked out still is; 0 or less once that is over. */
    private long leftNanos(Declines declines, long now) {
        return settings.lockOut().toNanos() - (now - declines.lastNanos());
    }
}
