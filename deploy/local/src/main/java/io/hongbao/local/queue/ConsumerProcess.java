package io.hongbao.local.queue;

import io.hongbao.contracts.event.Topics;
import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.watch.ActuatorClient;
import io.hongbao.servers.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The ledger consumer, looked at from outside. */
final class ConsumerProcess {

    private static final double BYTES_A_MIB = 1 << 20;

    private final LocalSuite suite;
    private final ActuatorClient actuator;

    ConsumerProcess(LocalSuite suite, ActuatorClient actuator) {
        this.suite = suite;
        this.actuator = actuator;
    }

    /** What is in its heap just after a full collection, which this asks for. */
    double heapKeptMib() {
        long pid = suite.ledgerConsumer().running().map(ChildProcess::pid).orElseThrow();
        List<String> collect =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.run");
        try {
            int code =
                    new ProcessBuilder(collect)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor();
            if (code != 0) {
                throw new StartException("jcmd could not ask the ledger consumer to collect");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted");
        }
        return gauge("jvm.memory.used?tag=area:heap") / BYTES_A_MIB;
    }

    /** Events that it knew already, ever. */
    long repeated() {
        return (long)
                gauge(
                        "hongbao.posting.entries?tag=outcome:repeated&tag=group:"
                                + Topics.GROUP_CREDITS);
    }

    /** 0 before there is one. */
    private double gauge(String name) {
        return actuator.gauge(suite.managementOfLedgerConsumer(), name).orElse(0.0);
    }
}
