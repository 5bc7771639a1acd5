package io.hongbao.packet.archive;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.lanes.commit.SessionLimits;
import io.hongbao.lanes.database.CheckedSource;
import io.hongbao.packet.schema.SetIdentity;
import io.hongbao.packet.set.SetSettings;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * The program {@code --archive-before=DATE [--reconciled [--stamp-only]]}: archives the days before
 * DATE in every SET of the catalogue, or only remembers that they are reconciled, with the settings
 * of the service and without its web server and lanes. Exit code 0 when all was done, 1 when a day
 * was refused, 2 when a SET did not answer or the arguments are wrong.
 */
public final class ArchiveProgram {

    private static final Logger log = LoggerFactory.getLogger(ArchiveProgram.class);

    private static final String BEFORE = "archive-before";
    private static final String RECONCILED = "reconciled";
    private static final String STAMP_ONLY = "stamp-only";

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int COULD_NOT_RUN = 2;

    /** Sums over a day's orders are the longest that it asks. */
    static final Duration ANSWER_MAX = Duration.ofMinutes(10);

    private static final Duration LOCK_WAIT_MAX = Duration.ofMillis(150);

    private ArchiveProgram() {}

    /** Whether these arguments ask for this program. */
    public static boolean asked(String... arguments) {
        return Arrays.stream(arguments).anyMatch(it -> it.startsWith("--" + BEFORE));
    }

    /** Runs the program in this JVM and returns its exit code. */
    public static int run(String... arguments) {
        var application =
                new SpringApplicationBuilder(ArchiveConfig.class).web(WebApplicationType.NONE);
        try (var context = application.run(arguments)) {
            return archive(
                    context.getBean(SetSettings.class),
                    context.getBean(ApplicationArguments.class));
        }
    }

    /** Nothing else of the service; not found by its scan, since it is no configuration class. */
    @EnableConfigurationProperties(SetSettings.class)
    static class ArchiveConfig {}

    private static int archive(SetSettings settings, ApplicationArguments arguments) {
        Optional<LocalDate> before = day(arguments.getOptionValues(BEFORE));
        if (before.isEmpty()) {
            log.error("must be a day like 2026-11-21: --{}", BEFORE);
            return COULD_NOT_RUN;
        }
        boolean reconciled = arguments.containsOption(RECONCILED);
        boolean stampOnly = arguments.containsOption(STAMP_ONLY);
        if (stampOnly && !reconciled) {
            log.error("must have --{} with --{}", RECONCILED, STAMP_ONLY);
            return COULD_NOT_RUN;
        }
        var limits = SessionLimits.DEFAULT.withAnswerMax(ANSWER_MAX);
        var results = new ArrayList<DayResult>();
        for (SetEntry entry : SetCatalogue.read(settings.file()).sets()) {
            var source =
                    CheckedSource.of(SetIdentity.of(entry.id()), settings.sourceOf(entry, limits));
            var days = new ArchiveSet(entry.id(), source, LOCK_WAIT_MAX);
            results.addAll(
                    stampOnly ? days.stamp(before.get()) : days.run(before.get(), reconciled));
        }
        results.forEach(ArchiveProgram::tell);
        int exitCode = results.stream().mapToInt(ArchiveProgram::codeOf).max().orElse(DONE);
        log.info("archiving ended: before={} exit_code={}", before.get(), exitCode);
        return exitCode;
    }

    private static Optional<LocalDate> day(@Nullable List<String> values) {
        try {
            return values != null && values.size() == 1
                    ? Optional.of(LocalDate.parse(values.getFirst()))
                    : Optional.empty();
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    private static void tell(DayResult result) {
        switch (result) {
            case DayResult.Archived(var set, var day, var sums) ->
                    log.info(
                            "archived: set={} day={} packets={} paid_fen={} opened_fen={} refunded_fen={}",
                            set,
                            day,
                            sums.packets(),
                            sums.paid().fen(),
                            sums.opened().fen(),
                            sums.refunded().fen());
            case DayResult.Reconciled(var set, var day) ->
                    log.info("reconciled: set={} day={}", set, day);
            case DayResult.Refused(var set, var day, var reasons) ->
                    log.warn(
                            "refused: set={} day={} reason={}",
                            set,
                            day == null ? "all" : day,
                            String.join("; ", reasons));
            case DayResult.Unreachable(var set, var reason) ->
                    log.error("unreachable: set={} reason={}", set, reason);
        }
    }

    private static int codeOf(DayResult result) {
        return switch (result) {
            case DayResult.Archived _, DayResult.Reconciled _ -> DONE;
            case DayResult.Refused _ -> REFUSED;
            case DayResult.Unreachable _ -> COULD_NOT_RUN;
        };
    }
}
