package io.hongbao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hongbao.catalogue.file.Acceptance;
import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.catalogue.file.FollowedFile;
import io.hongbao.catalogue.file.Refusal;
import io.hongbao.contracts.id.SetId;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A running catalogue follows its file, and no mistake in it can take the catalogue away. */
class WatchedSetsTest {

    private static final String GOOD =
            """
            sets:
              - {id: "000", url: "jdbc:mysql://127.0.0.1:3310/hongbao_set", city: shenzhen, zone: a, weight: 100}
              - id: "001"
                url: jdbc:mysql://127.0.0.1:3311/hongbao_set
                city: shanghai
                zone: b
                weight: 50
            """;
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration POLL = Duration.ofMillis(2);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir private Path directory;
    private final MovableClock clock = new MovableClock(START);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final List<SetCatalogue> changes = new CopyOnWriteArrayList<>();
    private @Nullable WatchedSets watched;

    @BeforeEach
    void listen() {
        logged.list = new CopyOnWriteArrayList<>();
        logged.start();
        logger().addAppender(logged);
    }

    @AfterEach
    void close() {
        if (watched != null) {
            watched.close();
        }
        // What it may still say is not for the next test to hear.
        Eventually.isTrue("the watch ends", LIMIT, WatchedSetsTest::nobodyWatches);
        logger().detachAppender(logged);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(FollowedFile.class);
    }

    private Path file() {
        return directory.resolve("sets.yaml");
    }

    private void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] bytes) {
        try {
            Path beside = Files.write(directory.resolve("next"), bytes);
            Files.move(beside, file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private WatchedSets watching(String text) {
        return watching(text, (_, _) -> {});
    }

    private WatchedSets watching(String text, Acceptance<SetCatalogue> acceptance) {
        write(text);
        WatchedSets sets = WatchedSets.read(file(), POLL, clock);
        watched = sets;
        sets.onChange((_, now) -> changes.add(now));
        sets.watch(acceptance, Duration.ofSeconds(3));
        return sets;
    }

    private static Refusal awaitRefusal(WatchedSets sets, String reason) {
        Eventually.passes(
                "the refusal",
                LIMIT,
                () -> assertThat(sets.refusal().map(Refusal::reason).orElse("")).contains(reason));
        return sets.refusal().orElseThrow();
    }

    private static void awaitWeight(WatchedSets sets, int set, int weight) {
        Eventually.passes(
                "the weight",
                LIMIT,
                () -> assertThat(sets.current().weights()).containsEntry(new SetId(set), weight));
    }

    @Test
    void a_listener_that_fails_keeps_no_other_from_being_told_and_ends_no_watch() {
        write(GOOD);
        WatchedSets sets = WatchedSets.read(file(), POLL, clock);
        watched = sets;
        sets.onChange((_, _) -> {
            throw new IllegalStateException("a bug");
        });
        sets.onChange((_, now) -> changes.add(now));
        sets.onChange((_, _) -> {
            throw new AssertionError("a bug");
        });
        sets.watch();

        write(GOOD.replace("weight: 50", "weight: 60"));
        awaitWeight(sets, 1, 60);
        write(GOOD.replace("weight: 50", "weight: 70"));
        awaitWeight(sets, 1, 70);

        Eventually.isTrue("told of both", LIMIT, () -> changes.size() == 2);
    }

    /** By hand, look by look: the file is seen in the middle of a writer's work. */
    @Test
    void what_changes_between_two_looks_is_not_judged() {
        write(GOOD);
        WatchedSets sets = WatchedSets.read(file(), POLL, clock);

        write(GOOD.substring(0, GOOD.length() / 2));
        sets.look();
        assertThat(sets.refusal()).isEmpty();
        write(GOOD.replace("weight: 50", "weight: 60"));
        sets.look();
        assertThat(sets.current().weights()).containsEntry(new SetId(1), 50);
        sets.look();
        assertThat(sets.current().weights()).containsEntry(new SetId(1), 60);
    }

    @Test
    void a_mistake_stops_the_start() {
        write(GOOD.replace("weight: 50", "weight: -5"));

        assertThatThrownBy(() -> WatchedSets.read(file(), POLL, clock))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("line 7: must be a number from 0 to 10000: weight=-5");
    }

    @Test
    void a_change_counts_and_is_told_with_what_was_before() {
        var seen = new AtomicReference<String>("");
        WatchedSets sets = watching(GOOD);
        sets.onChange((before, now) ->
                seen.set(before.weights() + " " + now.weights() + " " + sets.current()));

        clock.advance(Duration.ofMinutes(1));
        write(GOOD.replace("weight: 50", "weight: 0"));

        awaitWeight(sets, 1, 0);
        Eventually.passes(
                "the listener",
                LIMIT,
                () ->
                        assertThat(seen.get())
                                .isEqualTo("{000=100, 001=50} {000=100, 001=0} " + sets.current()));
        assertThat(sets.changedAt()).isEqualTo(START.plus(Duration.ofMinutes(1)));
        assertThat(sets.refusal()).isEmpty();
    }

    @Test
    void a_set_may_be_added_moved_and_once_drained_taken_out() {
        WatchedSets sets = watching(GOOD);

        write(GOOD.replace("3311", "3399").replace("weight: 50", "weight: 0"));
        awaitWeight(sets, 1, 0);
        assertThat(sets.current().find(new SetId(1)).orElseThrow().url()).contains("3399");
        write(GOOD.lines().limit(2).reduce("", (all, line) -> all + line + "\n"));

        Eventually.isTrue("one SET", LIMIT, () -> sets.current().sets().size() == 1);
        assertThat(sets.refusal()).isEmpty();
    }

    /** A ConfigMap is a link to a link; an update turns the second one. */
    @Test
    void content_behind_links_is_followed() throws IOException {
        Path first = Files.createDirectory(directory.resolve("..first"));
        Path second = Files.createDirectory(directory.resolve("..second"));
        Files.writeString(first.resolve("sets.yaml"), GOOD);
        Files.writeString(second.resolve("sets.yaml"), GOOD.replace("50", "51"));
        Path data = Files.createSymbolicLink(directory.resolve("..data"), first);
        Path link =
                Files.createSymbolicLink(
                        directory.resolve("linked.yaml"), Path.of("..data", "sets.yaml"));
        WatchedSets sets = WatchedSets.read(link, POLL, clock);
        watched = sets;
        sets.watch();

        Path turned = Files.createSymbolicLink(directory.resolve("..tmp"), second);
        Files.move(turned, data, StandardCopyOption.ATOMIC_MOVE);

        awaitWeight(sets, 1, 51);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            quoteCharacter = '`',
            textBlock =
                    """
                    replaced                    | by                          | message
                    id: "001"                   | id: "000"                   | line 3: must be the id of one SET: id=000
                    id: "001"                   | id: "1"                     | line 3: must be three digits in quotes: id=1
                    id: "001"                   | id: "00a"                   | line 3: must be three digits in quotes: id=00a
                    id: "001"                   | id: "1000"                  | line 3: must be three digits in quotes: id=1000
                    id: "001"                   | id: ""                      | line 3: must have id
                    id: "001"                   | name: "001"                 | line 3: must be one of [city, id, lost, new, url, weight, zone]: name
                    weight: 50                  | weight: -1                  | line 7: must be a number from 0 to 10000: weight=-1
                    weight: 50                  | weight: 10001               | line 7: must be a number from 0 to 10000: weight=10001
                    weight: 50                  | weight: 99999999999         | line 7: must be a number from 0 to 10000: weight=99999999999
                    weight: 50                  | weight: 1.5                 | line 7: must be a number from 0 to 10000: weight=1.5
                    weight: 50                  | weight: much                | line 7: must be a number from 0 to 10000: weight=much
                    weight: 50                  | weight:                     | line 3: must have weight
                    weight: 50                  | zone: c                     | line 7: must be there once: zone
                    city: shanghai              | wieght: 5                   | line 5: must be one of [city, id, lost, new, url, weight, zone]: wieght
                    zone: b                     | zone: [b]                   | line 6: must be a single value: zone
                    zone: b                     | zone: " "                   | line 3: must have zone
                    127.0.0.1:3311              | 127.0.0.1:3310              | line 4: must be the address of one database only: url=jdbc:mysql://127.0.0.1:3310/hongbao_set
                    127.0.0.1:3311/hongbao_set  | 127.0.0.1:3310/hongbao_set?useSSL=true | line 4: must be the address of one database only
                    jdbc:mysql://127.0.0.1:3311 | http://127.0.0.1:3311       | line 4: must be jdbc:mysql://host:port/database: url=http://127.0.0.1:3311/hongbao_set
                    127.0.0.1:3311              | 127.0.0.1:                  | line 4: must be jdbc:mysql://host:port/database
                    3311/hongbao_set            | 3311/                       | line 4: must be jdbc:mysql://host:port/database
                    3311/hongbao_set            | 3311/hongbao_set?Password=x | line 4: must not hold a user or password: url
                    127.0.0.1:3311              | me:x@127.0.0.1:3311         | line 4: must not hold a user or password: url
                    - id: "001"                 | - {id: "001"                | line 4: must be YAML
                    - id: "001"                 | "001"                       | line 4: must be YAML
                    sets:                       | wallets:                    | line 1: must be one of [sets]: wallets
                    sets:                       | `sets: {}\nsets:`           | line 2: must be there once: sets
                    `    city`                  | `\tcity`                    | line 5: must be YAML
                    shanghai                    | `shang\\0hai`               | line 5: must be text in UTF-8
                    """)
    void a_mistake_is_told_by_line_and_rule_and_changes_nothing(
            String replaced, String by, String message) {
        WatchedSets sets = watching(GOOD);
        SetCatalogue running = sets.current();
        String with = by == null ? "" : by.translateEscapes();
        String bad = GOOD.replace(replaced, with);

        assertThat(bad).isNotEqualTo(GOOD);
        write(bad);

        Refusal refusal = awaitRefusal(sets, file() + ", " + message);
        assertThat(refusal.since()).isEqualTo(START);
        assertThat(sets.current()).isSameAs(running);
        assertThat(changes).isEmpty();
        assertThat(warnings())
                .containsExactly(
                        "catalogue refused, the last good content stays: " + refusal.reason());
    }

    private List<String> warnings() {
        return logged.list.stream()
                .filter(event -> !event.getLevel().levelStr.equals("INFO"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            quoteCharacter = '`',
            textBlock =
                    """
                    whole file                   | message
                    ``                           | line 1: must be a list called sets
                    `# nothing`                  | line 1: must be a list called sets
                    `- {id: "000"}`              | line 1: must be a list called sets
                    `sets:`                      | line 1: must have a list called sets
                    `sets: []`                   | line 1: must have at least one of sets
                    `sets: {"000": {weight: 1}}` | line 1: must have a list called sets
                    `sets: ["000"]`              | line 1: must be an entry with
                    `{`                          | line 1: must be YAML
                    `sets: *other`               | line 1: must be YAML
                    """)
    void a_file_without_sets_is_told_and_changes_nothing(String text, String message) {
        WatchedSets sets = watching(GOOD);
        SetCatalogue running = sets.current();

        write(text);

        awaitRefusal(sets, file() + ", " + message);
        assertThat(sets.current()).isSameAs(running);
    }

    /**
     * Whatever part of a file a writer has written so far; but for the last number, of which a part
     * is a number too: that is what the second look is for.
     */
    @Test
    void no_half_written_file_is_a_catalogue() {
        SetCatalogue running = SetCatalogue.parse("sets.yaml", GOOD);

        for (int length = 0; length < GOOD.length() - "50\n".length(); length++) {
            String part = GOOD.substring(0, length);
            assertThatThrownBy(() -> new WatchedSets.SetsFormat().judge("sets.yaml", part, running))
                    .as(part)
                    .isInstanceOf(CatalogueException.class);
        }
    }

    @Test
    void all_sets_drained_are_a_mistake() {
        WatchedSets sets = watching(GOOD);

        write(GOOD.replace("100", "0").replace("50", "0"));

        awaitRefusal(sets, "line 2: must have a SET with weight > 0");
    }

    @Test
    void a_set_that_is_not_drained_cannot_be_taken_out() {
        WatchedSets sets = watching(GOOD);

        write(GOOD.lines().limit(2).reduce("", (all, line) -> all + line + "\n"));

        awaitRefusal(
                sets,
                file() + ": must be drained (weight 0) before it is taken out: set=001 weight=50");
        assertThat(sets.current().sets()).hasSize(2);
    }

    @Test
    void a_file_that_is_gone_not_text_or_too_large_changes_nothing() throws IOException {
        WatchedSets sets = watching(GOOD);

        Files.delete(file());
        awaitRefusal(sets, "cannot read " + file());
        write(new byte[] {'s', 'e', 't', 's', ':', '\n', (byte) 0xff});
        awaitRefusal(sets, "line 2: must be text in UTF-8");
        write("[".repeat(1000));
        awaitRefusal(sets, "line 1: must be YAML: Nesting Depth");
        write(new byte[(1 << 20) + 1]);
        awaitRefusal(sets, "must have at most 1048576 bytes");
        write(GOOD);

        Eventually.isTrue("good again", LIMIT, () -> sets.refusal().isEmpty());
        assertThat(changes).isEmpty();
    }

    @Test
    void a_refusal_lasts_until_the_file_is_good_and_the_next_one_is_told_too() {
        WatchedSets sets = watching(GOOD);

        write(GOOD.replace("50", "-1"));
        awaitRefusal(sets, "weight=-1");
        clock.advance(Duration.ofSeconds(5));
        write(GOOD.replace("50", "-2"));
        Refusal second = awaitRefusal(sets, "weight=-2");
        write(GOOD.replace("50", "60"));
        awaitWeight(sets, 1, 60);

        Eventually.isTrue("good again", LIMIT, () -> sets.refusal().isEmpty());
        assertThat(second.since()).isEqualTo(START.plusSeconds(5));
        assertThat(warnings()).hasSize(2);
    }

    @Test
    void what_is_not_accepted_does_not_count_and_is_tried_again_by_itself() {
        var tries = new AtomicInteger();
        WatchedSets sets =
                watching(
                        GOOD,
                        (_, _) -> {
                            if (tries.incrementAndGet() <= 2) {
                                throw new IOException("set 001 is unreachable\nsince today");
                            }
                        });

        write(GOOD.replace("50", "60"));
        Refusal refusal = awaitRefusal(sets, file() + ": set 001 is unreachable");
        clock.advance(Duration.ofSeconds(3));
        Eventually.isTrue("a second try", LIMIT, () -> tries.get() == 2);
        assertThat(sets.current().weights()).containsEntry(new SetId(1), 50);
        assertThat(sets.refusal()).contains(refusal);
        // The pause begins some time after the try, so it is over when the clock has gone on again.
        Eventually.isTrue(
                "a third try",
                LIMIT,
                () -> {
                    clock.advance(Duration.ofSeconds(3));
                    return tries.get() == 3;
                });

        awaitWeight(sets, 1, 60);
        assertThat(tries).hasValue(3);
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void an_error_of_an_acceptance_or_a_listener_ends_nothing() {
        WatchedSets sets =
                watching(
                        GOOD,
                        (_, wanted) -> {
                            if (wanted.weights().containsValue(60)) {
                                throw new StackOverflowError();
                            }
                        });
        sets.onChange((_, _) -> {
            throw new IllegalStateException("a bug");
        });

        write(GOOD.replace("50", "60"));
        awaitRefusal(sets, "StackOverflowError");
        write(GOOD.replace("50", "70"));
        awaitWeight(sets, 1, 70);
        write(GOOD.replace("50", "80"));

        awaitWeight(sets, 1, 80);
    }

    @Test
    void what_is_accepted_after_close_does_not_count() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        WatchedSets sets =
                watching(
                        GOOD,
                        (_, _) -> {
                            asked.countDown();
                            answer.await();
                            answered.countDown();
                        });
        write(GOOD.replace("50", "60"));
        assertThat(asked.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        sets.close();
        answer.countDown();

        assertThat(answered.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Eventually.isTrue("the watch ends", LIMIT, WatchedSetsTest::nobodyWatches);
        assertThat(changes).isEmpty();
    }

    private static boolean nobodyWatches() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("watch-catalogue"));
    }

    @Test
    void a_fixed_catalogue_watches_nothing() {
        var catalogue = new SetCatalogue(List.of());

        try (WatchedSets sets = WatchedSets.fixed(catalogue, clock)) {
            sets.watch();

            assertThat(sets.current()).isSameAs(catalogue);
        }
    }
}
