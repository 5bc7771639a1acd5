package io.hongbao.ledgerconsumer.apply;

import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.usage.DayReceived;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a user who receives more on a day than is usual, once a day: the sum is stored with the
 * credit, so that whichever instance writes the share that exceeds it tells. Nothing is refused:
 * who opened a share has it.
 */
public final class ReceivedAlarm {

    private static final Logger log = LoggerFactory.getLogger(ReceivedAlarm.class);

    private final ReceivedSettings settings;
    private final Counter alarms;

    public ReceivedAlarm(ReceivedSettings settings, MeterRegistry registry) {
        this.settings = settings;
        alarms =
                Counter.builder("hongbao.received.alarms")
                        .description("Users who received more on a day than is usual")
                        .register(registry);
    }

    /**
     * A share was credited and committed.
     *
     * @param received what its user has received today, with it
     */
    void credited(Transfer share, DayReceived received) {
        if (settings.exceededBy(received.shares())
                && !settings.exceededBy(received.without(share.amount()).shares())) {
            alarms.increment();
            log.warn(
                    "a user received more on a day than is usual: user={} day={}",
                    share.user(),
                    received.day());
        }
    }
}
