package io.hongbao.pay.bank;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The banks that there are.
 *
 * @param banks by name, which is written into documents: never rename one
 */
@ConfigurationProperties("hongbao")
public record BankSettings(@DefaultValue Map<String, Bank> banks) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,16}");
    private static final Pattern PREFIX = Pattern.compile("[!-~]{0,32}");
    private static final Duration TIME_MAX = Duration.ofMinutes(5);

    public BankSettings {
        if (banks.isEmpty()) {
            throw new IllegalArgumentException("must have a bank: hongbao.banks");
        }
        var prefixes = new HashMap<String, String>();
        banks.forEach((name, bank) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "must be 1 to 16 of a-z, 0-9 and -: hongbao.banks." + name);
            }
            bank.check(name);
            String other = prefixes.putIfAbsent(bank.prefix(), name);
            if (other != null) {
                throw new IllegalArgumentException(
                        "must be different: "
                                + setting(other, "prefix")
                                + ", "
                                + setting(name, "prefix"));
            }
        });
    }

    /** What a setting of a bank is called. */
    public static String setting(String bank, String name) {
        return String.join(".", "hongbao.banks", bank, name);
    }

    /**
     * How one bank is reached.
     *
     * @param kind of the channel, as a {@link BankChannelKind} calls itself
     * @param prefix tokens that begin with it, and with no longer prefix, are of this bank
     * @param secret what we show to the bank
     * @param connectMax how long a connection may take to come about
     * @param answerMax how long a caller waits for the bank, connecting included
     * @param callsMax the most calls at once; more are unclear, and not made
     */
    public record Bank(
            @DefaultValue("http") String kind,
            @DefaultValue("") String prefix,
            @Nullable URI url,
            @Nullable String secret,
            @DefaultValue("500ms") Duration connectMax,
            @DefaultValue("2s") Duration answerMax,
            @DefaultValue("256") int callsMax) {

        private void check(String name) {
            if (!PREFIX.matcher(prefix).matches()) {
                throw new IllegalArgumentException(
                        "must be at most 32 visible ASCII characters: " + setting(name, "prefix"));
            }
            checkTime(name, "connect-max", connectMax);
            checkTime(name, "answer-max", answerMax);
            if (callsMax < 1) {
                throw new IllegalArgumentException(
                        "must be >= 1: " + setting(name, "calls-max") + "=" + callsMax);
            }
        }

        private static void checkTime(String name, String setting, Duration value) {
            if (value.toMillis() < 1 || value.compareTo(TIME_MAX) > 0) {
                throw new IllegalArgumentException(
                        "must be 1 ms to "
                                + TIME_MAX
                                + ": "
                                + setting(name, setting)
                                + "="
                                + value);
            }
        }

        /** Says nothing of the secret. */
        @Override
        public String toString() {
            return "Bank[kind=" + kind + ", prefix=" + prefix + ", url=" + url + "]";
        }
    }
}
