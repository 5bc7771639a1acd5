package io.hongbao.bench.reconcile;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What is measured.
 *
 * @param directory of its databases; deleted before and after
 * @param shares opened on the day, one day after the other
 * @param faults planted after the clean runs
 */
public record ReconcileSettings(
        Path project,
        Path directory,
        List<Long> shares,
        int faults,
        int rounds,
        int bufferPoolMib) {

    public ReconcileSettings {
        shares = List.copyOf(shares);
        if (faults < 0 || rounds < 1 || bufferPoolMib < 32) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "must be >= 0, >= 1, >= 32: faults=%d, rounds=%d, bufferPoolMib=%d",
                            faults,
                            rounds,
                            bufferPoolMib));
        }
    }
}
