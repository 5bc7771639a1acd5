package io.hongbao.local.chaos;

import io.hongbao.reconcile.report.Report;
import io.hongbao.reconcile.report.TextReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the loss of a pay service's sessions came to.
 *
 * @param startedAgain payments whose first call was not answered with {@code PAID}
 * @param longestSeconds from the kill until the last of these was paid
 * @param joined calls that joined a payment under way at the instance that lives
 * @param unpaid payments that are not paid in the end: there must be none
 * @param debitedTwice payments for which the bank debited more than once: there must be none
 * @param decliners payers whose card was declined too often
 * @param refusedBefore of these, who were refused at last before the kill: must be all
 * @param refusedAfter of these, who are still refused after it: the sessions of the others are gone
 */
public record SessionLossResult(
        int payments,
        int startedAgain,
        double longestSeconds,
        long joined,
        int unpaid,
        int debitedTwice,
        int decliners,
        int refusedBefore,
        int refusedAfter,
        Optional<Report> report) {

    SessionLossResult with(Report money) {
        return new SessionLossResult(
                payments,
                startedAgain,
                longestSeconds,
                joined,
                unpaid,
                debitedTwice,
                decliners,
                refusedBefore,
                refusedAfter,
                Optional.of(money));
    }

    /** What must not be; empty when all that must hold held. */
    public List<String> broken() {
        var broken = new ArrayList<String>();
        if (unpaid > 0) {
            broken.add(unpaid + " payments are not paid in the end");
        }
        if (debitedTwice > 0) {
            broken.add(debitedTwice + " cards were debited twice");
        }
        if (refusedBefore < decliners) {
            broken.add((decliners - refusedBefore) + " declined cards were not refused at last");
        }
        if (report.filter(Report::clean).isEmpty()) {
            broken.add("money is not conserved");
        }
        return broken;
    }

    /** For people. */
    public List<String> page() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%d payments by card, each sent twice; %d calls joined a payment under way at the"
                                + " instance that lives",
                        payments,
                        joined));
        lines.add(
                startedAgain == 0
                        ? "nobody had to start again"
                        : String.format(
                                Locale.ROOT,
                                "%d (%.1f %%) had to start again; the last of them was paid %.1f s after"
                                        + " the kill",
                                startedAgain,
                                100.0 * startedAgain / payments,
                                longestSeconds));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "of %d payers declined too often, %d were refused without asking the bank; after the"
                                + " kill %d still are: the others' sessions are gone",
                        decliners,
                        refusedBefore,
                        refusedAfter));
        lines.add("paid twice: " + debitedTwice + ", not paid: " + unpaid);
        report.ifPresent(money -> TextReport.of(money).lines().forEach(lines::add));
        broken().forEach(each -> lines.add("BROKEN: " + each));
        return lines;
    }
}
