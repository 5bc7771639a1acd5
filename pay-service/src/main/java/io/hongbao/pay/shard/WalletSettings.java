package io.hongbao.pay.shard;

import io.hongbao.lanes.commit.SessionLimits;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How wallet shards are reached.
 *
 * @param file the catalogue, {@code wallets.yaml}
 * @param decideMax how long a call waits for its turn in the lane
 * @param connectMax how long a connection may take to come about, and how long a read waits for one
 * @param answerMax how long a database may take for one answer; more than {@code lockWaitMax}, or a
 *     row that is locked would look like a database that is down
 * @param lockWaitMax how long a database waits for a row that another instance has locked; whole
 *     seconds
 * @param readsMax the most connections for reads of one shard, at least 2; a quarter of them is for
 *     payments alone
 * @param startPause between two tries to reach a shard that is down
 * @param probePause between two looks whether a shard that is up stays so
 */
@ConfigurationProperties("hongbao.wallets")
public record WalletSettings(
        Path file,
        String username,
        String password,
        @DefaultValue("2s") Duration decideMax,
        @DefaultValue("500ms") Duration connectMax,
        @DefaultValue("1300ms") Duration answerMax,
        @DefaultValue("1s") Duration lockWaitMax,
        @DefaultValue("8") int readsMax,
        @DefaultValue("500ms") Duration startPause,
        @DefaultValue("2s") Duration probePause) {

    public WalletSettings {
        if (readsMax < 2) {
            throw new IllegalArgumentException("must be >= 2: hongbao.wallets.reads-max");
        }
        if (!decideMax.isPositive()
                || !connectMax.isPositive()
                || !answerMax.isPositive()
                || !startPause.isPositive()
                || !probePause.isPositive()) {
            throw new IllegalArgumentException("must be > 0: durations of hongbao.wallets");
        }
        if (answerMax.compareTo(lockWaitMax) <= 0) {
            throw new IllegalArgumentException(
                    "must be > lock-wait-max="
                            + lockWaitMax
                            + ": hongbao.wallets.answer-max="
                            + answerMax);
        }
    }

    /** The most reads of one shard at once that no payment waits for. */
    int backgroundReadsMax() {
        return readsMax - Math.max(1, readsMax / 4);
    }

    SessionLimits limits() {
        return new SessionLimits(
                connectMax,
                answerMax,
                lockWaitMax,
                SessionLimits.DEFAULT.silenceMax(),
                SessionLimits.DEFAULT.idleMax());
    }
}
