package io.hongbao.reconcile;

import io.hongbao.catalogue.CatalogueException;
import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.reconcile.bank.HttpBankBooks;
import io.hongbao.reconcile.history.History;
import io.hongbao.reconcile.read.CannotReadException;
import io.hongbao.reconcile.report.Report;
import io.hongbao.reconcile.report.TextReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program: answers the five invariants for the SETs and wallet shards of the catalogues. Exit
 * code 0 clean, 1 discrepancies, 2 could not run.
 */
@Command(
        name = "reconcile",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Proves that no money was lost or made.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:clean", "1:discrepancies", "2:could not run"})
public final class ReconcileJob implements Callable<Integer> {

    private static final int CLEAN = 0;
    private static final int DISCREPANCIES = 1;
    private static final int COULD_NOT_RUN = 2;

    private static final String LOCAL_USER = "hongbao";
    private static final String LOCAL_PASSWORD = SecretKey.LOCAL_ONLY_PREFIX + "hongbao";
    private static final String LOCAL_BANK_SECRET = SecretKey.LOCAL_ONLY_PREFIX + "bank-secret";

    private static final String SEED_KEY = "--seed-key";
    private static final String SEED_KEYS_VARIABLE = "HONGBAO_SEED_KEYS";

    @Spec @Nullable CommandSpec spec;

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
            names = "--history",
            arity = "1..*",
            paramLabel = "FILE",
            description = "what callers were told: complete, and all calls ended")
    @Nullable List<Path> history;

    @Option(
            names = SEED_KEY,
            paramLabel = "yyyyMMdd=KEY",
            description =
                    "recompute amounts with the seed key that holds from this day (or"
                            + " HONGBAO_SEED_KEYS, several separated by commas: arguments are seen"
                            + " by all users of a machine)")
    Map<String, String> seedKeys = new HashMap<>();

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            converter = DurationText.class,
            description =
                    "the suite is quiet: wait so long (like 30s) until every cause has its effect,"
                            + " then what is missing is a discrepancy")
    @Nullable Duration settle;

    @Option(
            names = "--settled-before",
            paramLabel = "DATE",
            description =
                    "packets of days before this one (like 2026-11-21) have had their time: what is"
                            + " missing of them is a discrepancy; what archiving a day needs")
    @Nullable LocalDate settledBefore;

    @Option(names = "--json", description = "the report as JSON, with up to 1,000 rows each")
    boolean json;

    @Option(
            names = "--local",
            description =
                    "a suite on this machine: its user, password and bank secret unless given;"
                            + " secrets may begin with local-only-")
    boolean local;

    private final Map<String, String> environment;

    private ReconcileJob(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the program in this JVM and returns its exit code. */
    public static int run(String... arguments) {
        return run(System.getenv(), arguments);
    }

    static int run(Map<String, String> environment, String... arguments) {
        return new CommandLine(new ReconcileJob(environment))
                .setExecutionExceptionHandler(ReconcileJob::couldNotRun)
                .execute(arguments);
    }

    @Override
    public Integer call() {
        Conservation conservation = conservation();
        Report report = settle == null ? conservation.check() : conservation.checkSettled(settle);
        var out = spec().commandLine().getOut();
        out.println(json ? json(report) : TextReport.of(report));
        out.flush();
        return report.clean() ? CLEAN : DISCREPANCIES;
    }

    private Conservation conservation() {
        if (sets == null && wallets == null) {
            throw refused("must have --sets or --wallets");
        }
        if (settledBefore != null && (sets == null || wallets == null)) {
            throw refused("must have --sets and --wallets with --settled-before");
        }
        String reader = orLocal(user, LOCAL_USER, "--user");
        String secret = orLocal(password, LOCAL_PASSWORD, "--password");
        return new Conservation(
                sets == null ? List.of() : setSources(sets, reader, secret),
                wallets == null ? List.of() : walletSources(wallets, reader, secret),
                bank == null
                        ? null
                        : new HttpBankBooks(
                                bank, orLocal(bankSecret, LOCAL_BANK_SECRET, "--bank-secret")),
                history == null ? null : History.read(history),
                seeds(),
                settledBefore);
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
    private @Nullable DayKeys seeds() {
        Map<String, String> given = seedKeys.isEmpty() ? seedKeysOfEnvironment() : seedKeys;
        if (given.isEmpty()) {
            return null;
        }
        var keys = new HashMap<LocalDate, SecretKey>();
        given.forEach((day, key) -> keys.put(day(day), SecretKey.of(notLocalOnly(key, SEED_KEY))));
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

    private String orLocal(@Nullable String value, String localValue, String option) {
        if (value != null && !value.isEmpty()) {
            return notLocalOnly(value, option);
        }
        if (!local) {
            throw refused("must have " + option);
        }
        return localValue;
    }

    /** As the services do: the defaults of a laptop are no secrets anywhere else. */
    private String notLocalOnly(String secret, String option) {
        if (!local && secret.startsWith(SecretKey.LOCAL_ONLY_PREFIX)) {
            throw refused(
                    "must not begin with %s without --local: %s"
                            .formatted(SecretKey.LOCAL_ONLY_PREFIX, option));
        }
        return secret;
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it before anything runs");
        }
        return spec;
    }

    private static String json(Report report) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
    }

    /** What the world refuses is said in a line; what is our fault, with its trace. */
    private static int couldNotRun(
            Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
        if (fault instanceof CannotReadException || fault instanceof CatalogueException) {
            command.getErr().println("could not run: " + fault.getMessage());
        } else {
            fault.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return COULD_NOT_RUN;
    }

    /** Times as settings write them: {@code 500ms}, {@code 30s}, {@code 2m}. */
    static final class DurationText implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            String iso = text.endsWith("ms") ? millis(text) : "PT" + text;
            return Duration.parse(iso);
        }

        private static String millis(String text) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                    .toString();
        }
    }
}
