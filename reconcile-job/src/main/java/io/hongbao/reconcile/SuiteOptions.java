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

/** Which databases, keys and banks: what every way to reconcile is told. */
final class SuiteOptions {

    static final String LOCAL_USER = "hongbao";
    static final String LOCAL_PASSWORD = SecretKey.LOCAL_ONLY_PREFIX + "hongbao";

    private static final String BANK_SECRET = "--bank-secret";
    private static final String BANK_SECRETS_VARIABLE = "HONGBAO_BANK_SECRETS";

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

    @Option(
            names = "--bank",
            paramLabel = "NAME=URL",
            description = "where a bank's books are; once for each bank of the pay service")
    Map<String, String> banks = new HashMap<>();

    @Option(
            names = BANK_SECRET,
            paramLabel = "NAME=SECRET",
            description =
                    "once for each bank (or HONGBAO_BANK_SECRETS, several separated by commas)")
    Map<String, String> bankSecrets = new HashMap<>();

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
                    "a suite on this machine: its user, password and bank secrets unless given;"
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

    /** The books of all banks; null when none is given. */
    @Nullable BankSource bank() {
        if (banks.isEmpty()) {
            return null;
        }
        Map<String, String> secrets =
                bankSecrets.isEmpty() ? ofEnvironment(BANK_SECRETS_VARIABLE) : bankSecrets;
        return BankSource.all(
                banks.entrySet().stream()
                        .map(bank -> {
                            String name = bank.getKey();
                            String secret = secrets.get(name);
                            String local = SecretKey.LOCAL_ONLY_PREFIX + name + "-secret";
                            return new HttpBankBooks(
                                    name,
                                    bank.getValue(),
                                    orLocal(secret, local, BANK_SECRET + " " + name));
                        })
                        .toList());
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
        Map<String, String> given =
                seedKeys.isEmpty() ? ofEnvironment(SEED_KEYS_VARIABLE) : seedKeys;
        if (given.isEmpty()) {
            return null;
        }
        var keys = new HashMap<LocalDate, SecretKey>();
        given.forEach((day, key) -> keys.put(day(day), secretKey(key, SEED_KEY)));
        return new DayKeys(keys);
    }

    /** {@code NAME=VALUE}, several separated by commas. */
    private Map<String, String> ofEnvironment(String variable) {
        String text = environment.getOrDefault(variable, "");
        var values = new HashMap<String, String>();
        for (String each : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = each.indexOf('=');
            if (equals < 0) {
                throw refused("must be NAME=VALUE,…: " + variable);
            }
            values.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return values;
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
