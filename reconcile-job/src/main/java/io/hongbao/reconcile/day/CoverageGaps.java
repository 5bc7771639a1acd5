package io.hongbao.reconcile.day;

import io.hongbao.reconcile.compare.PacketDay;
import io.hongbao.reconcile.day.DayReport.Gap;
import io.hongbao.reconcile.single.SeedAmounts;
import io.hongbao.reconcile.stage.DaySuite;
import io.hongbao.reconcile.statement.BankStatement;
import java.util.ArrayList;
import java.util.List;

/** Collects what could not be checked. */
final class CoverageGaps {

    /** What is read besides databases. */
    static final String STATEMENT = "the banks' statements";

    private final DaySuite suite;
    private final DaySettings settings;
    private final List<Gap> gaps = new ArrayList<>();

    /**
     * Begins with what cannot be recomputed.
     *
     * @param days those that have packets
     */
    CoverageGaps(DaySuite suite, DaySettings settings, List<PacketDay> days) {
        this.suite = suite;
        this.settings = settings;
        for (PacketDay day : days) {
            if (!SeedAmounts.possible(suite.seeds(), day)) {
                add(
                        "amounts, times and users of shares of " + day,
                        "no seed key holds on that day");
            }
        }
    }

    void add(String what, String why) {
        gaps.add(new Gap(what, why));
    }

    void unreadable(String name, String why) {
        if (name.equals(STATEMENT)) {
            add(name, why);
            return;
        }
        boolean set = suite.sets().stream().anyMatch(it -> it.database().name().equals(name));
        add(
                set
                        ? "every packet of " + name + ", and credits, refunds and records of them"
                        : "every user of "
                                + name
                                + ": payments, credits, refunds, records, balances",
                why);
    }

    void noKafka(String why) {
        add("whether Kafka still has the events of what is missing", why);
    }

    void noStatement() {
        BankStatement statement = suite.statement();
        add(
                "card documents ↔ the banks",
                statement == null
                        ? "no statements of banks were given"
                        : "there is no file " + statement.missing(settings.date()).getFirst());
    }

    List<Gap> list() {
        return List.copyOf(gaps);
    }
}
