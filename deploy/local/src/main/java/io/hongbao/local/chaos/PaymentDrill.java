package io.hongbao.local.chaos;

import io.hongbao.local.drill.MoneyCheck;
import io.hongbao.local.load.CallHistory;
import io.hongbao.local.load.RecordingClient;
import io.hongbao.local.suite.InstanceName;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import io.hongbao.reconcile.history.HistoryWriter;
import io.hongbao.reconcile.report.Report;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/**
 * What drills of payments have in common: two pay services of which one may be killed, payers whose
 * calls are recorded, and the conservation check at the end.
 */
record PaymentDrill(LocalSuite suite, Clock clock, SuiteProgress progress) {

    /** Who is killed. */
    static final InstanceName VICTIM = new InstanceName(InstanceName.PAY, 2);

    /** Who lives. */
    static final InstanceName SURVIVOR = new InstanceName(InstanceName.PAY, 1);

    /** What payers came to, and what the check says of the money. */
    record Checked<T>(T found, Report money) {}

    /**
     * Runs the drill, and heals whatever happens.
     *
     * @param settleMax how long money may take to arrive when all payers have stopped
     */
    <T> Checked<T> run(
            String name, Duration settleMax, Runnable heal, Function<RecordingClient, T> drill) {
        boolean made = !suite.instances(InstanceName.PAY).contains(VICTIM);
        suite.start(VICTIM.toString());
        Path history = MoneyCheck.historyFile(suite, name, clock);
        T found;
        try (var lines = new HistoryWriter(history);
                var client =
                        new RecordingClient(
                                suite.gateway(),
                                lines,
                                new CallHistory(),
                                clock,
                                suite.sets().weights())) {
            found = drill.apply(client);
        } finally {
            heal.run();
        }
        if (made) {
            suite.stop(VICTIM.toString());
        }
        progress.say("Checking that no money was lost or made");
        return new Checked<>(found, MoneyCheck.of(suite, history).checkSettled(settleMax));
    }
}
