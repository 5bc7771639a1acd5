package io.hongbao.reconcile;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.reconcile.bank.BankSource;
import io.hongbao.reconcile.bank.HttpBankBooks;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which databases, keys and bank: what every way to reconcile is told. */
final class SuiteOptions {

    static final String LOCAL_USER = "hongbao";
    static final String LOCAL_PASSWORD = SecretKey.LOCAL_ONLY_PREFIX + "hongbao";
    private static final String LOCAL_BANK_SECRET = SecretKey.LOCAL_ONLY_PREFIX + "bank-secret";

    private static final String SEED_KEY = "--seed-key";
    private static final String SEED_KEYS_VARIABLE = "HONGBAO_SEED_KEYS";

    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec spec;

    @Option(names = "--sets", description = "sets.yaml")
    @Nullable Path sets;

    @Option(names = "--wallets", description = "wallets.yaml")
    @Nullable Path wallets;

    @Option(
            names = "--user",
            defaultValue = "${env:HONGBAO_READER_USER}",
            description = "who reads the databases (or HONGBAO_READER_USER)")
    @Nullable String user;

    @Option(
            names = "--password",
            defaultValue = "${env:HONGBAO_READER_PASSWORD}",
            description = "(or HONGBAO_READER_PASSWORD)")
    @Nullable String password;

    @Option(names = "--bank", paramLabel = "URL", description = "where the bank's books are")
    @Nullable String bank;

    @Option(
            names = "--bank-secret",
            defaultValue = "${env:HONGBAO_BANK_SECRET}",
            description = "(or HONGBAO_BANK_SECRET)")
    @Nullable String bankSecret;

    @Option(
            names = SEED_KEY,
            paramLabel = "yyyyMMdd=KEY",
            description =
                    "recompute amounts with the seed key that holds from this day (or"
                            + " HONGBAO_SEED_KEYS, several separated by commas: arguments are seen"
                            + " by all users of a machine)")
    Map<String, String> seedKeys = new HashMap<>();

    @Option(
            names = "--local",
            description =
                    "a suite on this machine: its user, password and bank secret unless given;"
                            + " secrets may begin with local-only-")
    boolean local;

    private final Map<String, String> environment;

    SuiteOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    boolean hasSets() {
        return sets != null;
    }

    boolean hasWallets() {
        return wallets != null;
    }

    List<SetSource> sets() {
        return sets == null ? List.of() : setSources(sets, reader(), secret());
    }

    List<WalletSource> wallets() {
        return wallets == null ? List.of() : walletSources(wallets, reader(), secret());
    }

    @Nullable BankSource bank() {
        return bank == null
                ? null
                : new HttpBankBooks(bank, orLocal(bankSecret, LOCAL_BANK_SECRET, "--bank-secret"));
    }

    private String reader() {
        return orLocal(user, LOCAL_USER, "--user");
    }

    private String secret() {
        return orLocal(password, LOCAL_PASSWORD, "--password");
    }

    private static List<SetSource> setSources(Path file, String reader, String secret) {
        return SetCatalogue.read(file).sets().stream()
                .map(set -> new SetSource(set.id(), set.url(), reader, secret))
                .toList();
    }

    private static List<WalletSource> walletSources(Path file, String reader, String secret) {
        return WalletCatalogue.read(file).shards().stream()
                .map(shard ->
                        new WalletSource(
                                shard.id(),
                                shard.url(),
                                reader,
                                secret,
                                shard.slotFrom(),
                                shard.slotTo()))
                .toList();
    }

    /** Those of the arguments, else those of the environment, else none. */
    @Nullable DayKeys seeds() {
        Map<String, String> given = seedKeys.isEmpty() ? seedKeysOfEnvironment() : seedKeys;
        if (given.isEmpty()) {
            return null;
        }
        var keys = new HashMap<LocalDate, SecretKey>();
        given.forEach((day, key) -> keys.put(day(day), secretKey(key, SEED_KEY)));
        return new DayKeys(keys);
    }

    private Map<String, String> seedKeysOfEnvironment() {
        String text = environment.getOrDefault(SEED_KEYS_VARIABLE, "");
        var keys = new HashMap<String, String>();
        for (String dayAndKey : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = dayAndKey.indexOf('=');
            if (equals < 0) {
                throw refused("must be yyyyMMdd=KEY: " + SEED_KEYS_VARIABLE);
            }
            keys.put(dayAndKey.substring(0, equals), dayAndKey.substring(equals + 1));
        }
        return keys;
    }

    private LocalDate day(String text) {
        try {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException e) {
            throw refused("must begin with a day yyyyMMdd: " + SEED_KEY);
        }
    }

    /** What was given, or what a laptop has. */
    String orLocal(@Nullable String value, String localValue, String option) {
        if (value != null && !value.isEmpty()) {
            return notLocalOnly(value, option);
        }
        if (!local) {
            throw refused("must have " + option);
        }
        return localValue;
    }

    SecretKey secretKey(String text, String option) {
        String secret = notLocalOnly(text, option);
        try {
            return SecretKey.of(secret);
        } catch (IllegalArgumentException noKey) {
            throw refused(noKey.getMessage() + ": " + option);
        }
    }

    /** As the services do: the defaults of a laptop are no secrets anywhere else. */
    String notLocalOnly(String secret, String option) {
        if (!local && secret.startsWith(SecretKey.LOCAL_ONLY_PREFIX)) {
            throw refused(
                    "must not begin with "
                            + SecretKey.LOCAL_ONLY_PREFIX
                            + " without --local: "
                            + option);
        }
        return secret;
    }

    ParameterException refused(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it before anything runs");
        }
        return spec;
    }
}
