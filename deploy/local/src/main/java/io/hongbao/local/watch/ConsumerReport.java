package io.hongbao.local.watch;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What the instances that consume in a group say about it.
 *
 * @param rates the rate in force in each instance, in records a second; infinite without a limit
 * @param lag records that are not applied yet
 */
public record ConsumerReport(String group, List<Double> rates, long lag) {

    /** Whether somebody consumes, and whoever does has taken up this rate. */
    boolean has(OptionalInt rate) {
        double wanted = rate.isPresent() ? rate.getAsInt() : Double.POSITIVE_INFINITY;
        return consumed() && rates.stream().allMatch(each -> each == wanted);
    }

    public boolean consumed() {
        return !rates.isEmpty();
    }

    String rateInWords() {
        return consumed()
                ? rates.stream()
                        .distinct()
                        .map(ConsumerReport::inWords)
                        .collect(Collectors.joining(", "))
                : "-";
    }

    private static String inWords(double rate) {
        return Double.isInfinite(rate)
                ? "unlimited"
                : String.format(Locale.ROOT, "%,d", (long) rate);
    }
}
