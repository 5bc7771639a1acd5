package io.hongbao.reconcile.single;

import io.hongbao.reconcile.read.Snapshot;
import io.hongbao.reconcile.single.OtherDays.Moved;
import java.util.List;
import java.util.Locale;

/**
 * Transfers for packets of other days that were posted on the day. Whoever reads all transfers asks
 * for their first and last key as well, so that only what is between has to be read for them.
 */
final class MovedTransfers {

    private final OtherDays other;

    MovedTransfers(OtherDays other) {
        this.other = other;
    }

    private String condition() {
        return String.format(
                Locale.ROOT,
                "posted_at >= %s and posted_at < %s and %s",
                other.begin(),
                other.end(),
                other.keys("business_no"));
    }

    /** The key of such a transfer, as SQL; null of any other. */
    String key() {
        return "if(" + condition() + ", business_no, null)";
    }

    /** Those of a kind, from the first key to the last. */
    List<Moved> find(Snapshot database, String kind, String firstKey, String lastKey) {
        return OtherDays.blocks(
                database,
                "business_no",
                "transfer where kind = ? and business_no between ? and ? and " + condition(),
                kind,
                firstKey,
                lastKey);
    }
}
