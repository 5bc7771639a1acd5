package io.hongbao.pay.shard;

import io.hongbao.ledger.schema.Durability;
import io.hongbao.ledger.schema.WalletSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a shard fit for money: it is durable, and its schema is there. Tries until it is, so that a
 * shard that was down at the start is served from when it comes.
 */
final class StartShard implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(StartShard.class);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);

    /** Migrations may take long; a host that vanished may not keep us for ever. */
    private static final Duration ANSWER_MAX = Duration.ofMinutes(10);

    private final String shard;
    private final String url;
    private final WalletSettings settings;
    private final Runnable whenReady;

    StartShard(String shard, String url, WalletSettings settings, Runnable whenReady) {
        this.shard = shard;
        this.url = withLimits(url);
        this.settings = settings;
        this.whenReady = whenReady;
    }

    private static String withLimits(String url) {
        return url
                + (url.contains("?") ? "&" : "?")
                + "connectTimeout="
                + CONNECT_MAX.toMillis()
                + "&socketTimeout="
                + ANSWER_MAX.toMillis();
    }

    /** Ends when the shard is ready, or by an interrupt. */
    @Override
    public void run() {
        String reported = "";
        while (!Thread.currentThread().isInterrupted()) {
            Optional<String> mistake = trySafely();
            if (mistake.isEmpty()) {
                log.info("wallet shard ready: wallet={}", shard);
                return;
            }
            if (!mistake.get().equals(reported)) {
                reported = mistake.get();
                log.warn("wallet shard not ready: wallet={} reason={}", shard, reported);
            }
            try {
                Thread.sleep(settings.startPause());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /** Nothing may end the only thread that makes the shard ready, short of an interrupt. */
    private Optional<String> trySafely() {
        try {
            Optional<String> mistake = tryOnce();
            if (mistake.isEmpty()) {
                whenReady.run();
            }
            return mistake;
        } catch (Throwable bug) {
            log.error("starting a wallet shard failed: wallet={}", shard, bug);
            return Optional.of(bug.toString());
        }
    }

    /** What is wrong; empty when the shard is ready. */
    private Optional<String> tryOnce() {
        try (Connection connection =
                DriverManager.getConnection(url, settings.username(), settings.password())) {
            Optional<String> mistake = Durability.mistake(connection);
            if (mistake.isEmpty()) {
                WalletSchema.migrate(url, settings.username(), settings.password());
            }
            return mistake;
        } catch (SQLException | FlywayException failure) {
            return Optional.of(firstLine(failure));
        }
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse(failure.getClass().getSimpleName());
    }
}
