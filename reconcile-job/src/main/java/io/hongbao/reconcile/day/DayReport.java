package io.hongbao.reconcile.day;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.hongbao.reconcile.kind.Finding;
import io.hongbao.reconcile.kind.Kind;
import io.hongbao.reconcile.underway.KafkaEvents.Behind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a run found. Its JSON form is described by {@code docs/reconcile-report.schema.json}.
 *
 * @param packetDays packets of these days were compared
 * @param hours of the day, by business time
 * @param consumers of events, and how far behind they were; none when no broker was given
 * @param notChecked exactly what could not be checked; then the day is not clean
 * @param notes what was left out on purpose
 * @param kinds by kind, all discrepancies
 * @param discrepancies the first of them, up to a limit
 */
public record DayReport(
        LocalDate date,
        List<LocalDate> packetDays,
        Instant startedAt,
        Instant endedAt,
        Verdict verdict,
        Escrow escrow,
        Balance balances,
        Bank bank,
        List<Hour> hours,
        List<Check> checks,
        List<Behind> consumers,
        List<Gap> notChecked,
        List<String> notes,
        List<KindCount> kinds,
        List<Discrepancy> discrepancies) {

    /** The form of this report; a change that is not an addition counts one up. */
    public static final int FORM = 1;

    public enum Verdict {
        /** All was checked, and nothing is left. */
        CLEAN,
        /** Something is left for a person. */
        DISCREPANCIES,
        /** Nothing was found in what could be checked. */
        NOT_ALL_CHECKED
    }

    /**
     * The escrow account, as far as the compared packets are concerned: what came in and did not go
     * out, and where it is.
     *
     * @param unexplainedFen escrow less its parts; not 0 where counters differ
     */
    public record Escrow(
            long paidFen,
            long creditedFen,
            long refundedFen,
            long escrowFen,
            long heldFen,
            long paidNotActiveFen,
            long decidedNotPostedFen,
            long unexplainedFen) {}

    /** Users' change, of all days. */
    public record Balance(long users, long fen) {}

    /** The bank's side of the day. */
    public record Bank(
            boolean stated, long debits, long debitsFen, long documents, long documentsFen) {

        static final Bank NONE = new Bank(false, 0, 0, 0, 0);
    }

    /** One hour of the day by Asia/Shanghai. */
    public record Hour(int hour, Sum paid, Sum opened, Sum credited, Sum refunded) {}

    public record Sum(long count, long fen) {

        public static final Sum NONE = new Sum(0, 0);
    }

    /**
     * One comparison, or one-sided check.
     *
     * @param causes lines of the side that comes first, or what was looked at
     * @param buckets that were fingerprinted; 0 for one-sided checks
     * @param bucketsRead of which the rows were read
     * @param inFlight causes that are still within their time, in an outbox, or in Kafka
     */
    public record Check(
            String name,
            String title,
            Sum causes,
            Sum effects,
            long buckets,
            long bucketsRead,
            Sum inFlight) {}

    /** What could not be checked. */
    public record Gap(String what, String why) {}

    /**
     * Discrepancies of a kind.
     *
     * @param repaired of them
     */
    public record KindCount(Kind kind, String title, long count, long fen, long repaired) {}

    /** One discrepancy, and what became of it. */
    public record Discrepancy(Finding finding, RepairState repaired, String note) {}

    public enum RepairState {
        /** Nobody asked for it. */
        NOT_ASKED,
        /** Written, and durable. */
        DONE,
        /** Set going; the next run sees the outcome. */
        UNDER_WAY,
        /** Nothing was done; the note says why. */
        REFUSED,
        /** A person decides. */
        PERSON
    }

    /** The number of the form, in the JSON. */
    @JsonProperty
    public int form() {
        return FORM;
    }

    /** Whether nothing is left to do. */
    public boolean clean() {
        return verdict == Verdict.CLEAN;
    }

    public long count(Kind kind) {
        return kinds.stream().filter(it -> it.kind() == kind).mapToLong(KindCount::count).sum();
    }

    /** The same report after repairs of {@link #discrepancies}. */
    public DayReport with(List<Discrepancy> after, Instant at) {
        Map<Kind, Long> done = new TreeMap<>();
        after.stream()
                .filter(it ->
                        it.repaired() == RepairState.DONE || it.repaired() == RepairState.UNDER_WAY)
                .forEach(it -> done.merge(it.finding().kind(), 1L, Long::sum));
        List<KindCount> counts =
                kinds.stream()
                        .map(it ->
                                new KindCount(
                                        it.kind(),
                                        it.title(),
                                        it.count(),
                                        it.fen(),
                                        Objects.requireNonNull(done.getOrDefault(it.kind(), 0L))))
                        .toList();
        return new DayReport(
                date,
                packetDays,
                startedAt,
                at,
                verdict(counts, notChecked),
                escrow,
                balances,
                bank,
                hours,
                checks,
                consumers,
                notChecked,
                notes,
                counts,
                after);
    }

    static Verdict verdict(List<KindCount> counts, List<Gap> gaps) {
        if (counts.stream().anyMatch(it -> it.count() > it.repaired())) {
            return Verdict.DISCREPANCIES;
        }
        return gaps.isEmpty() ? Verdict.CLEAN : Verdict.NOT_ALL_CHECKED;
    }
}
