package io.hongbao.pay.shard;

import io.hongbao.ledger.schema.WalletDatabase;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a shard fit for money: it is durable, and its schema is there. Tries until it is, so that a
 * shard that was down at the start is served from when it comes.
 *
 * @param whenReady is run once; what it throws is tried again
 */
record StartShard(String shard, WalletDatabase database, Duration pause, Runnable whenReady)
        implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(StartShard.class);

    /** Ends when the shard is ready, or by an interrupt. */
    @Override
    public void run() {
        String reported = "";
        while (!Thread.currentThread().isInterrupted()) {
            Optional<String> mistake = start();
            if (mistake.isEmpty()) {
                log.info("wallet shard ready: wallet={}", shard);
                return;
            }
            if (!mistake.get().equals(reported)) {
                reported = mistake.get();
                log.warn("wallet shard not ready: wallet={} reason={}", shard, reported);
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /** Nothing may end the only thread that makes the shard ready, short of an interrupt. */
    private Optional<String> start() {
        try {
            Optional<String> mistake = database.whyDown();
            if (mistake.isEmpty()) {
                whenReady.run();
            }
            return mistake;
        } catch (Throwable bug) {
            log.error("starting a wallet shard failed: wallet={}", shard, bug);
            return Optional.of(bug.toString());
        }
    }
}
