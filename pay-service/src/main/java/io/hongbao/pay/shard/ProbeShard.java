package io.hongbao.pay.shard;

import io.hongbao.ledger.schema.WalletDatabase;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a shard fit for money: it is durable, the right one, and its schema is there. Tries until
 * it is, so that a shard that was down at the start is served from when it comes, and then looks
 * whether it stays so.
 */
final class ProbeShard implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ProbeShard.class);

    private final String shard;
    private final WalletDatabase database;
    private final WalletSettings settings;
    private final Runnable whenReady;
    private volatile boolean wasReady;
    private volatile boolean ready;

    /**
     * @param whenReady is run once; what it throws is tried again
     */
    ProbeShard(String shard, WalletDatabase database, WalletSettings settings, Runnable whenReady) {
        this.shard = shard;
        this.database = database;
        this.settings = settings;
        this.whenReady = whenReady;
    }

    /** Whether it was ready once: from then on each connection finds out for itself. */
    boolean wasReady() {
        return wasReady;
    }

    /** What the last probe found. */
    boolean ready() {
        return ready;
    }

    /** Ends by an interrupt. */
    @Override
    public void run() {
        Optional<String> reported = Optional.of("not probed yet");
        while (true) {
            Optional<String> mistake = probe();
            if (Thread.currentThread().isInterrupted()) {
                // It broke off the probe, perhaps.
                return;
            }
            ready = mistake.isEmpty();
            if (!mistake.equals(reported)) {
                reported = mistake;
                report(mistake);
            }
            try {
                Thread.sleep(ready ? settings.probePause() : settings.startPause());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void report(Optional<String> mistake) {
        if (mistake.isEmpty()) {
            log.info("wallet shard ready: wallet={}", shard);
        } else {
            log.warn("wallet shard not ready: wallet={} reason={}", shard, mistake.get());
        }
    }

    /** Nothing may end the only thread that makes the shard ready, short of an interrupt. */
    private Optional<String> probe() {
        try {
            Optional<String> mistake = database.whyDown();
            if (mistake.isEmpty() && !wasReady) {
                whenReady.run();
                wasReady = true;
            }
            return mistake;
        } catch (Throwable bug) {
            log.error("probing a wallet shard failed: wallet={}", shard, bug);
            return Optional.of(bug.toString());
        }
    }
}
