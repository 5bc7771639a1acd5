package io.hongbao.local.command;

import io.hongbao.contracts.event.Topics;
import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.watch.ConsumersClient;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deploy/hongbao consume}. */
@Command(
        name = "consume",
        description = {
            "Shows each consumer group's rate in force and lag, or, with GROUP and --rate, sets how",
            "many records a second all instances of the group may take together."
        },
        mixinStandardHelpOptions = true)
final class ConsumeCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(arity = "0..1", paramLabel = "GROUP", description = "one of those that are shown")
    private @Nullable String group;

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = RateConverter.class,
            description = "records a second, 1 or more, or unlimited")
    private @Nullable OptionalInt rate;

    ConsumeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (group == null && rate == null) {
            try (var consumers = new ConsumersClient(context.suite())) {
                consumers.lines().forEach(context::say);
            }
            return 0;
        }
        if (group == null) {
            throw new StartException("must name the group that --rate is for");
        }
        if (!Topics.GROUPS.contains(group)) {
            throw new StartException("must be one of " + Topics.GROUPS + ": " + group);
        }
        if (rate == null) {
            throw new StartException("must have --rate, a number or unlimited: " + group);
        }
        // Not locked: who holds a queue back need not wait for a drill.
        return limit(context.suite(), group, rate) ? 0 : 1;
    }

    private boolean limit(LocalSuite suite, String named, OptionalInt wanted) {
        suite.runtime().limitConsumer(named, wanted);
        context.say(
                named
                        + (wanted.isPresent()
                                ? " takes at most " + wanted.getAsInt() + " records/s"
                                : " takes all there is")
                        + " by runtime.yaml");
        try (var consumers = new ConsumersClient(suite)) {
            return consumers.awaitRate(named, wanted, context);
        }
    }
}
