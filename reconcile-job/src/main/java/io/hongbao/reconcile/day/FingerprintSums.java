package io.hongbao.reconcile.day;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.reconcile.compare.Comparison;
import io.hongbao.reconcile.compare.Comparison.Role;
import io.hongbao.reconcile.compare.ComparisonFingerprints;
import io.hongbao.reconcile.compare.Fingerprint;
import io.hongbao.reconcile.day.DayReport.Check;
import io.hongbao.reconcile.day.DayReport.Escrow;
import io.hongbao.reconcile.day.DayReport.Hour;
import io.hongbao.reconcile.day.DayReport.Sum;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What fingerprints add up to. */
final class FingerprintSums {

    private FingerprintSums() {}

    static Check check(
            Comparison comparison,
            List<ComparisonFingerprints> compared,
            long bucketsRead,
            Sum inFlight) {
        return new Check(
                comparison.name(),
                comparison.title(),
                total(compared, comparison, Role.CAUSE),
                total(compared, comparison, Role.EFFECT),
                compared.stream()
                        .filter(it -> it.comparison() == comparison)
                        .mapToLong(ComparisonFingerprints::buckets)
                        .sum(),
                bucketsRead,
                inFlight);
    }

    /** Of the compared packets: what came into escrow, what went out, and where the rest is. */
    static Escrow escrow(List<ComparisonFingerprints> compared, long heldFen) {
        long paid = total(compared, Comparison.PAYMENTS, Role.CAUSE).fen();
        long active = total(compared, Comparison.PAYMENTS, Role.EFFECT).fen();
        long opened = total(compared, Comparison.CREDITS, Role.CAUSE).fen();
        long credited = total(compared, Comparison.CREDITS, Role.EFFECT).fen();
        long ended = total(compared, Comparison.REFUNDS, Role.CAUSE).fen();
        long refunded = total(compared, Comparison.REFUNDS, Role.EFFECT).fen();
        long escrow = paid - credited - refunded;
        long notActive = paid - active;
        long notPosted = opened - credited + ended - refunded;
        return new Escrow(
                paid,
                credited,
                refunded,
                escrow,
                heldFen,
                notActive,
                notPosted,
                escrow - heldFen - notActive - notPosted);
    }

    /** The 24 hours of the day, by the time at which each thing was decided. */
    static List<Hour> hours(LocalDate date, List<ComparisonFingerprints> compared) {
        Map<Integer, Sum> paid = byHour(date, compared, Comparison.PAYMENTS, Role.CAUSE);
        Map<Integer, Sum> opened = byHour(date, compared, Comparison.CREDITS, Role.CAUSE);
        Map<Integer, Sum> credited = byHour(date, compared, Comparison.CREDITS, Role.EFFECT);
        Map<Integer, Sum> refunded = byHour(date, compared, Comparison.REFUNDS, Role.EFFECT);
        return IntStream.range(0, 24)
                .mapToObj(hour ->
                        new Hour(
                                hour,
                                paid.getOrDefault(hour, Sum.NONE),
                                opened.getOrDefault(hour, Sum.NONE),
                                credited.getOrDefault(hour, Sum.NONE),
                                refunded.getOrDefault(hour, Sum.NONE)))
                .toList();
    }

    private static Map<Integer, Sum> byHour(
            LocalDate date,
            List<ComparisonFingerprints> compared,
            Comparison comparison,
            Role role) {
        var hours = new TreeMap<Integer, Sum>();
        for (ComparisonFingerprints each : compared) {
            if (each.comparison() == comparison) {
                each.byHour(role)
                        .forEach((hour, print) -> {
                            ZonedDateTime at = each.day().beginOf(hour).atZone(OrderNumber.ZONE);
                            if (at.toLocalDate().equals(date)) {
                                hours.merge(at.getHour(), sum(print), FingerprintSums::plus);
                            }
                        });
            }
        }
        return hours;
    }

    private static Sum total(
            List<ComparisonFingerprints> compared, Comparison comparison, Role role) {
        return compared.stream()
                .filter(it -> it.comparison() == comparison)
                .map(it -> sum(it.total(role)))
                .reduce(Sum.NONE, FingerprintSums::plus);
    }

    private static Sum sum(Fingerprint print) {
        return new Sum(print.count(), print.fen());
    }

    private static Sum plus(Sum one, Sum other) {
        return new Sum(one.count() + other.count(), one.fen() + other.fen());
    }
}
