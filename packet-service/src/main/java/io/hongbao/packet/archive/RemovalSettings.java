package io.hongbao.packet.archive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When what nobody paid, and old idempotency keys, are removed.
 *
 * @param after how many days a reconciled day keeps them, 4 or more; 0: for ever
 * @param interval between two looks whether there is anything to remove
 * @param rowsMax the most packets of one database transaction
 * @param pause between two of them
 */
@ConfigurationProperties("hongbao.removal")
record RemovalSettings(
        @DefaultValue("30d") Duration after,
        @DefaultValue("1h") Duration interval,
        @DefaultValue("200") int rowsMax,
        @DefaultValue("100ms") Duration pause) {

    RemovalSettings {
        if (!after.isZero() && after.toDays() <= ArchivedDays.SETTLED_AFTER_DAYS) {
            throw new IllegalArgumentException(
                    "must be 0 or more than "
                            + ArchivedDays.SETTLED_AFTER_DAYS
                            + " days: hongbao.removal.after="
                            + after);
        }
        if (rowsMax < 1 || !interval.isPositive() || !pause.isPositive()) {
            throw new IllegalArgumentException("must be > 0: hongbao.removal");
        }
    }
}
