package io.hongbao.local.chaos;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the banks do for a while.
 *
 * @param bankA, bankB the settings of each, as {@code PUT /v1/settings} takes them
 * @param killsInstance whether a pay service is killed at its begin, and started again at its end
 */
record ChaosPhase(String name, Map<String, ?> bankA, Map<String, ?> bankB, boolean killsInstance) {

    private static final Map<String, ?> GOOD = Map.of();
    private static final List<String> ALL = List.of("DEBIT", "QUERY", "LOCK", "REFUND");
    private static final Map<String, ?> SLOW =
            Map.of("delay", Map.of("kind", "EXPONENTIAL", "ms", 600, "maxMs", 5_000));

    /** Every misbehaviour at both banks, one bank always another than the other. */
    static final List<ChaosPhase> ALL_PHASES =
            List.of(
                    new ChaosPhase("banks are slow", SLOW, SLOW, false),
                    new ChaosPhase(
                            "time-outs before and after the money moves",
                            faults(0.4, List.of("DEBIT"), "HANG", "CLOSE"),
                            faults(0.4, ALL, "LOSE_ANSWER", "HANG_AFTER"),
                            false),
                    new ChaosPhase(
                            "the same, the other way round",
                            faults(0.4, ALL, "LOSE_ANSWER", "HANG_AFTER"),
                            faults(0.4, List.of("DEBIT"), "HANG", "CLOSE"),
                            false),
                    new ChaosPhase(
                            "answers twice, and nonsense",
                            faults(0.4, ALL, "ANSWER_TWICE", "MALFORMED"),
                            faults(0.4, ALL, "OTHER_NUMBER", "UNKNOWN_OUTCOME"),
                            false),
                    new ChaosPhase("bank A is down", faults(1, ALL, "CLOSE"), SLOW, false),
                    new ChaosPhase("bank B is down", SLOW, faults(1, ALL, "CLOSE"), false),
                    new ChaosPhase(
                            "a pay service is killed (kill -9)",
                            faults(0.2, ALL, "LOSE_ANSWER", "ERROR"),
                            faults(0.2, ALL, "DECLINE", "HANG"),
                            true),
                    new ChaosPhase("banks are good again", GOOD, GOOD, false));

    private static Map<String, ?> faults(
            double probability, List<String> operations, String... names) {
        return Map.of(
                "faults",
                Stream.of(names)
                        .map(name -> fault(name, probability / names.length, operations))
                        .toList());
    }

    private static Map<String, ?> fault(String name, double probability, List<String> operations) {
        return Map.of("fault", name, "probability", probability, "operations", operations);
    }
}
