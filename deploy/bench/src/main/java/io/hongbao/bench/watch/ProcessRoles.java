package io.hongbao.bench.watch;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What processes are for: {@code packet-service-2} is a packet service, {@code set-001} a SET. */
public final class ProcessRoles {

    public static final String SETS = "SETs";
    public static final String WALLETS = "wallets";
    public static final String BANKS = "banks";
    public static final String GENERATOR = "generator";

    private static final Pattern NUMBER = Pattern.compile("-[0-9]+$");

    private ProcessRoles() {}

    public static String of(String process) {
        if (process.startsWith("set-")) {
            return SETS;
        }
        if (process.startsWith("wallet-")) {
            return WALLETS;
        }
        if (process.startsWith("bank-")) {
            return BANKS;
        }
        return NUMBER.matcher(process).replaceFirst("");
    }

    /** Sums, by role. */
    public static Map<String, Double> sums(Map<String, ? extends Number> byProcess) {
        var sums = new TreeMap<String, Double>();
        byProcess.forEach(
                (process, value) -> sums.merge(of(process), value.doubleValue(), Double::sum));
        return sums;
    }
}
