package io.hongbao.bench.capacity;

import java.util.Map;

/**
 * What operations cost, by role of the process, measured from a quiet suite to a quiet suite:
 * events, credits and records are in it.
 *
 * @param mixMicros CPU of one operation of the mix
 * @param payMicros CPU of a wrap with its payment
 * @param openMicros CPU of an open
 * @param mixBytes that processes sent each other for one operation of the mix, its caller included
 * @param mixRedoBytes of all databases for one operation of the mix
 */
public record UnitCosts(
        Map<String, Double> mixMicros,
        Map<String, Double> payMicros,
        Map<String, Double> openMicros,
        double mixBytes,
        double mixRedoBytes) {

    /** Of a role in one second, in cores. */
    double cores(String role, Demand demand) {
        return (demand.mixed() * of(mixMicros, role) + demand.morePayments() * of(payMicros, role))
                / 1e6;
    }

    /** Of one open, in these roles together. */
    double openMicros(String... roles) {
        double sum = 0;
        for (String role : roles) {
            sum += of(openMicros, role);
        }
        return sum;
    }

    private static double of(Map<String, Double> micros, String role) {
        return micros.getOrDefault(role, 0.0);
    }
}
