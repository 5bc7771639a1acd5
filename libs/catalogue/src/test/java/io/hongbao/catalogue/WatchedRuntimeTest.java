package io.hongbao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.catalogue.file.FollowedFile;
import io.hongbao.testkit.cases.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What {@link WatchedSetsTest} does not show of a followed file: that it need not be there. */
class WatchedRuntimeTest {

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(FollowedFile.class);
    private static final RuntimeSettings LIMITED =
            RuntimeSettings.NONE.withConsumerRate("balance-credits", OptionalInt.of(500));

    @TempDir private Path directory;
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        LOGGER.addAppender(logged);
    }

    @AfterEach
    void listenNoMore() {
        LOGGER.detachAppender(logged);
    }

    private Path file() {
        return directory.resolve("runtime.yaml");
    }

    private WatchedRuntime read() {
        return WatchedRuntime.read(
                file(), Duration.ZERO, new MovableClock(Instant.parse("2026-11-21T10:00:00Z")));
    }

    @Test
    void without_a_file_nothing_is_set_until_there_is_one() throws IOException {
        WatchedRuntime runtime = read();
        assertThat(runtime.current()).isEqualTo(RuntimeSettings.NONE);

        Files.writeString(file(), LIMITED.yaml());
        lookTwice(runtime);
        assertThat(runtime.current()).isEqualTo(LIMITED);
        Files.delete(file());
        lookTwice(runtime);

        assertThat(runtime.current()).isEqualTo(RuntimeSettings.NONE);
        assertThat(runtime.refusal()).isEmpty();
    }

    @Test
    void what_was_set_before_a_start_is_set_after_it() throws IOException {
        Files.writeString(file(), LIMITED.yaml());

        assertThat(read().current()).isEqualTo(LIMITED);
    }

    @Test
    void a_mistake_keeps_what_was_set_and_is_logged_once() throws IOException {
        Files.writeString(file(), LIMITED.yaml());
        WatchedRuntime runtime = read();

        Files.writeString(file(), LIMITED.yaml().replace("500", "0"));
        lookTwice(runtime);
        lookTwice(runtime);

        String reason = file() + ", line 3: must be a number from 1 to 10000000: rate=0";
        assertThat(runtime.current()).isEqualTo(LIMITED);
        assertThat(runtime.refusal().orElseThrow().reason()).isEqualTo(reason);
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "runtime settings refused, the last good content stays: " + reason);
    }

    @Test
    void a_mistake_stops_the_start() throws IOException {
        Files.writeString(file(), "consumers: much\n");

        assertThatThrownBy(this::read).isInstanceOf(CatalogueException.class);
    }

    /** What two looks in a row find counts. */
    private static void lookTwice(WatchedRuntime runtime) {
        runtime.look();
        runtime.look();
    }
}
