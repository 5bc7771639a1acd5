package io.hongbao.pay.bank;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a bank refuses whatever we ask: a wrong secret or address, which is a fault of ours and
 * says nothing about money. Logged once at each change.
 */
public final class BankRefusal {

    private static final Logger log = LoggerFactory.getLogger(BankRefusal.class);

    private final String bank;
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

    public BankRefusal(String bank) {
        this.bank = bank;
    }

    /**
     * The bank does not take our calls.
     *
     * @param why without secrets and tokens: {@code status 401}
     */
    public void refused(String why) {
        if (!why.equals(reason.getAndSet(why))) {
            log.error("bank refuses our calls: bank={} reason={}", bank, why);
        }
    }

    /** The bank took a call of ours, whatever it said to it. */
    public void accepted() {
        if (reason.get() != null && reason.getAndSet(null) != null) {
            log.info("bank takes our calls again: bank={}", bank);
        }
    }

    /** Why it refuses us; empty while it does not. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }
}
