package io.hongbao.local.command;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.catalogue.Switch;
import io.hongbao.local.part.LocalBank;
import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.watch.SwitchClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deploy/hongbao switch}. */
@Command(
        name = "switch",
        description = {
            "Shows what is switched off, or, with NAME, switches a function off or on for all that runs.",
            "Each turn is a line of switches.jsonl."
        },
        mixinStandardHelpOptions = true)
final class SwitchCommand implements Callable<Integer> {

    private static final String OFF = "off";

    private final CommandContext context;
    private final SwitchLog log;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "one of those that are shown")
    private @Nullable String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "off|on")
    private @Nullable String position;

    @Option(names = "--because", paramLabel = "TEXT", description = "why it is switched off")
    private @Nullable String because;

    SwitchCommand(CommandContext context, InstantSource clock) {
        this.context = context;
        log = new SwitchLog(context.directory(), clock);
    }

    @Override
    public Integer call() {
        if (name == null) {
            lines(context.suite().runtime().read()).forEach(context::say);
            return 0;
        }
        Switch function = known(name);
        if (position == null || !Set.of("on", OFF).contains(position)) {
            throw new StartException("must say off or on: " + name);
        }
        Optional<String> why =
                position.equals(OFF)
                        ? Optional.of(SwitchLog.reason(because, name))
                        : Optional.empty();
        if (why.isEmpty() && because != null) {
            throw new StartException("--because is for off only: " + name);
        }
        // Not locked: who sheds load need not wait for a drill.
        LocalSuite suite = context.suite();
        suite.runtime().turn(function, why);
        log.add(function.name(), position, why);
        context.say(function + " is switched " + position + " by runtime.yaml");
        return SwitchClient.await(suite, function, why.isPresent(), context) ? 0 : 1;
    }

    private static Switch known(String name) {
        return all().stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StartException("must be one of " + all() + ": " + name));
    }

    private static List<Switch> all() {
        return Stream.concat(
                        Switch.NAMED.stream(),
                        Stream.of(LocalBank.values()).map(bank -> Switch.bank(bank.partName())))
                .toList();
    }

    /** All there are, with why they are off. */
    private static List<String> lines(RuntimeSettings settings) {
        return all().stream()
                .map(function ->
                        function.name()
                                + settings.off(function)
                                        .map(why -> ": off, because " + why)
                                        .orElse(": on"))
                .toList();
    }

    /** Those that are off, for who looks at everything. */
    static List<String> linesOfOff(RuntimeSettings settings) {
        return lines(settings).stream().filter(line -> !line.endsWith(": on")).toList();
    }
}
