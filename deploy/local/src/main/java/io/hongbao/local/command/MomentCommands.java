package io.hongbao.local.command;

import io.hongbao.catalogue.ForcedRate;
import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.watch.SwitchClient;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deploy/hongbao moments}; each method is a command below it. */
@Command(
        name = "moments",
        description = "How many views of moments are free.",
        mixinStandardHelpOptions = true)
final class MomentCommands {

    private static final String FREE_RATE = "moments free-rate";
    private static final String AUTO = "auto";

    private final CommandContext context;
    private final SwitchLog log;

    MomentCommands(CommandContext context, InstantSource clock) {
        this.context = context;
        log = new SwitchLog(context.directory(), clock);
    }

    @Command(
            name = "free-rate",
            description = {
                "Shows the part of views that is free, or sets it for all that runs, whatever the payments.",
                "Each turn is a line of switches.jsonl."
            })
    int freeRate(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "RATE",
                            description = "0 to 1, or auto: it follows the payments")
                    @Nullable String rate,
            @Option(names = "--because", paramLabel = "TEXT", description = "why it is set")
                    @Nullable String because) {
        if (rate == null) {
            context.say(line(context.suite().runtime().read().freeRate()));
            return 0;
        }
        if (rate.equals(AUTO) && because != null) {
            throw new StartException("--because is for a rate only: " + FREE_RATE);
        }
        Optional<ForcedRate> forced =
                rate.equals(AUTO)
                        ? Optional.empty()
                        : Optional.of(forced(rate, SwitchLog.reason(because, FREE_RATE)));
        // Not locked: who spares the payments need not wait for a drill.
        LocalSuite suite = context.suite();
        suite.runtime().forceFreeRate(forced);
        log.add(FREE_RATE, rate, forced.map(ForcedRate::because));
        context.say(line(forced) + ", by runtime.yaml");
        return SwitchClient.awaitFreeRate(suite, forced, context) ? 0 : 1;
    }

    private static ForcedRate forced(String rate, String why) {
        return ForcedRate.parse(rate, why)
                .orElseThrow(() -> new StartException(ForcedRate.RULE + ", or auto: " + rate));
    }

    private static String line(Optional<ForcedRate> forced) {
        return FREE_RATE
                + ": "
                + forced.map(it -> it.decimal() + ", because " + it.because()).orElse(AUTO);
    }

    /** When it is set, for who looks at everything. */
    static Optional<String> lineOfForced(RuntimeSettings settings) {
        return settings.freeRate().map(forced -> line(Optional.of(forced)));
    }
}
