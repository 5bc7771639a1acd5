package io.hongbao.bench;

import io.hongbao.bench.run.IdleBench;
import io.hongbao.local.command.SavedSuite;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/hongbao bench idle}. */
@Command(
        name = "idle",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Opens connections to the gateway of the running suite, each with one call, and leaves",
            "them idle: the memory that each takes in the gateway. Both processes need as many open",
            "files (ulimit -n)."
        })
final class IdleCommand implements Callable<Integer> {

    private final BenchContext context;

    @Option(
            names = "--connections",
            defaultValue = "10000",
            description = "to the gateway (default 10000)")
    int connections;

    IdleCommand(BenchContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var suite = SavedSuite.of(context.project().get(), context.directory().get());
        new IdleBench(suite, connections).run().forEach(context.say());
        return BenchMain.CLEAN;
    }
}
