package io.hongbao.reconcile;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.events.kafka.KafkaClients;
import io.hongbao.reconcile.day.DaySettings;
import io.hongbao.reconcile.read.ReadThrottle;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the run of a day is told. */
final class DayOptions {

    private static final String YESTERDAY = "yesterday";
    private static final int KAFKA_ANSWER_MAX_MS = 30_000;

    @Option(
            names = "--date",
            arity = "0..1",
            paramLabel = "DATE",
            fallbackValue = YESTERDAY,
            converter = DateText.class,
            description =
                    "reconcile this day (like 2026-11-21, by Asia/Shanghai); without a DATE, or"
                            + " with --report or --repair alone, yesterday")
    @Nullable Date date;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "write reconcile-DATE.json and .html there, and go on there with a run that was"
                            + " stopped")
    @Nullable Path report;

    @Option(
            names = "--repair",
            description =
                    "set right what has one explanation, and write it down in the table repair; the"
                            + " rest is left for a person")
    boolean repair;

    @Option(
            names = "--writer-user",
            defaultValue = "${env:HONGBAO_WRITER_USER}",
            description = "who repairs the wallet shards (or HONGBAO_WRITER_USER)")
    @Nullable String writerUser;

    @Option(
            names = "--writer-password",
            defaultValue = "${env:HONGBAO_WRITER_PASSWORD}",
            description = "(or HONGBAO_WRITER_PASSWORD)")
    @Nullable String writerPassword;

    @Option(
            names = "--event-key",
            paramLabel = "ID=KEY",
            defaultValue = "${env:HONGBAO_EVENT_KEY}",
            description =
                    "signs payments that are published again (or HONGBAO_EVENT_KEY: arguments are"
                            + " seen by all users of a machine); without it they are not")
    @Nullable String eventKey;

    @Option(
            names = "--bank-statements",
            paramLabel = "NAME=DIR",
            description = "where a bank's statement-DATE.jsonl are; once for each bank")
    Map<String, Path> bankStatements = new HashMap<>();

    @Option(
            names = "--prometheus",
            paramLabel = "FILE",
            description = "write the figures there (*.prom) for a textfile collector")
    @Nullable Path prometheus;

    @Option(
            names = "--days-back",
            paramLabel = "N",
            description =
                    "compare packets of so many days before DATE as well, which lived on it"
                            + " (default ${DEFAULT-VALUE})")
    int daysBack = DaySettings.DAYS_BACK;

    @Option(
            names = "--late-after",
            paramLabel = "TIME",
            converter = DurationText.class,
            description =
                    "what is missing is under way until it is so old (default 10m), or while an"
                            + " outbox has it")
    Duration lateAfter = DaySettings.LATE_AFTER;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT,…",
            description =
                    "what is missing is under way, too, while Kafka has its event and the consumer"
                            + " is behind")
    @Nullable String kafka;

    @Option(
            names = "--kafka-properties",
            paramLabel = "FILE",
            description = "settings of Kafka's clients, as in security.protocol=SSL; with --kafka")
    @Nullable Path kafkaProperties;

    @Option(
            names = "--databases-at-once",
            paramLabel = "N",
            description = "the most that are read at once (default ${DEFAULT-VALUE})")
    int databasesAtOnce = DaySettings.AT_ONCE;

    @Option(
            names = "--load-percent",
            paramLabel = "N",
            description =
                    "the part of its time for which each is kept busy, 1 to 100 (default"
                            + " ${DEFAULT-VALUE})")
    int loadPercent = ReadThrottle.FULL.percent();

    @Option(
            names = "--discrepancies-max",
            paramLabel = "N",
            description = "more are counted, not listed or repaired (default ${DEFAULT-VALUE})")
    int discrepanciesMax = DaySettings.FINDINGS_MAX;

    /** A day, or yesterday. */
    record Date(@Nullable LocalDate day) {}

    /** Whether a day is to be reconciled; else the invariants of everything are answered. */
    boolean asked() {
        return date != null || report != null || repair;
    }

    DaySettings settings(InstantSource clock) {
        LocalDate day = date == null ? null : date.day();
        return new DaySettings(
                day == null
                        ? LocalDate.ofInstant(clock.instant(), OrderNumber.ZONE).minusDays(1)
                        : day,
                daysBack,
                lateAfter,
                databasesAtOnce,
                new ReadThrottle(loadPercent),
                discrepanciesMax);
    }

    /** Null without {@code --kafka}. Kafka answers, or sends the next records, in 30 s. */
    @Nullable KafkaClients kafkaClients() {
        if (kafka == null) {
            return null;
        }
        var given = new Properties();
        if (kafkaProperties != null) {
            try (Reader file = Files.newBufferedReader(kafkaProperties)) {
                given.load(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + kafkaProperties, e);
            }
        }
        var settings = new HashMap<String, Object>();
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_ANSWER_MAX_MS);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, KAFKA_ANSWER_MAX_MS);
        given.stringPropertyNames().forEach(name -> settings.put(name, given.getProperty(name)));
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka);
        return KafkaClients.of(settings);
    }

    /** Days as people write them: {@code 2026-11-21}, {@code yesterday}. */
    static final class DateText implements ITypeConverter<Date> {
        @Override
        public Date convert(String text) {
            try {
                return new Date(text.equals(YESTERDAY) ? null : LocalDate.parse(text));
            } catch (DateTimeException e) {
                throw new TypeConversionException("must be a day like 2026-11-21: " + text);
            }
        }
    }
}
