package io.hongbao.bench.storm;

import io.hongbao.local.chaos.ChaosBank;
import io.hongbao.local.part.LocalBank;
import io.hongbao.local.part.Part;
import io.hongbao.local.suite.InstanceName;
import io.hongbao.local.suite.LocalSuite;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Slows one module of a running suite at a time. For one thread, but for {@link #heal}. */
final class SlowModules implements AutoCloseable {

    private static final Duration HELD = Duration.ofMillis(180);
    private static final Duration LET_RUN = Duration.ofMillis(20);
    private static final long BANK_MS = 10_000;
    private static final String SHARD = "wallet-0";
    private static final String SCHEMA = "hongbao_wallet";

    private final LocalSuite suite;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ChaosBank bank;
    private volatile @Nullable Thread turns;
    private volatile @Nullable Connection locks;

    SlowModules(LocalSuite suite) {
        this.suite = suite;
        bank = new ChaosBank(suite, LocalBank.A, http);
    }

    void slow(SlowModule module) {
        switch (module) {
            case PAY_SERVICE -> holdInTurns();
            case WALLET_SHARD -> lockBalances();
            case BANK -> bank.behave(Map.of("delay", Map.of("kind", "FIXED", "ms", BANK_MS)));
            case KAFKA -> suite.part("kafka").hang();
            case CONSUMER -> suite.ledgerConsumer().hang();
        }
    }

    private void holdInTurns() {
        List<Part> held =
                suite.instances(InstanceName.PAY).stream()
                        .map(name -> suite.part(name.toString()))
                        .toList();
        turns =
                Thread.ofVirtual()
                        .start(() -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                held.forEach(Part::hang);
                                LockSupport.parkNanos(HELD.toNanos());
                                held.forEach(Part::resume);
                                LockSupport.parkNanos(LET_RUN.toNanos());
                            }
                        });
    }

    private void lockBalances() {
        try {
            Connection connection = suite.database(SHARD).connect(SCHEMA);
            locks = connection;
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery("select user_id from balance for update").close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot lock the balances of " + SHARD, e);
        }
    }

    /** All modules are as before when it returns. May be called at any time, also in between. */
    void heal() {
        Thread holding = turns;
        if (holding != null) {
            holding.interrupt();
            joined(holding);
            turns = null;
        }
        suite.parts().forEach(Part::resume);
        try (Connection _ = locks) {
            locks = null;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot unlock the balances of " + SHARD, e);
        }
        bank.behave(Map.of());
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        heal();
        http.close();
    }
}
