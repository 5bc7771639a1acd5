package io.hongbao.local.command;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.watch.AwaitCatalogue;
import io.hongbao.local.watch.SetList;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Each method is a command of {@code deploy/hongbao set}. */
@Command(
        name = "set",
        description = {"Lists, adds, weighs, drains and removes SETs, while the suite runs."},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class SetCommands {

    private final CommandContext context;

    SetCommands(CommandContext context) {
        this.context = context;
    }

    @Command(description = "Shows the SETs of the catalogue.")
    int list() {
        SetList.lines(context.suite()).forEach(context::say);
        return 0;
    }

    @Command(
            description = {
                "Starts a database for a new SET and puts it into sets.yaml: services take it up."
            })
    int add(
            @Parameters(paramLabel = "NNN", converter = SetNumber.class) SetId id,
            @Option(
                            names = "--weight",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "its part of new packets, 0 to 10000 (default 100)")
                    int weight) {
        LocalSuite suite = context.lockedSuite();
        suite.sets().add(id, weight);
        context.say("set-" + id + " is ready, and in sets.yaml with weight " + weight);
        return new AwaitCatalogue(suite, context).served(id, weight) ? 0 : 1;
    }

    @Command(description = "Changes a SET's part of new packets, 0 to 10000.")
    int weight(
            @Parameters(paramLabel = "NNN", converter = SetNumber.class) SetId id,
            @Parameters(paramLabel = "WEIGHT") int weight) {
        LocalSuite suite = context.lockedSuite();
        suite.sets().weigh(id, weight);
        context.say("SET " + id + " has weight " + weight + " in sets.yaml");
        return new AwaitCatalogue(suite, context).weighed(id, weight) ? 0 : 1;
    }

    @Command(description = "Gives a SET no new packets; those it has are served.")
    int drain(@Parameters(paramLabel = "NNN", converter = SetNumber.class) SetId id) {
        return weight(id, 0);
    }

    @Command(
            description = {
                "Takes a drained SET without open packets out of sets.yaml and stops its database."
            })
    int remove(@Parameters(paramLabel = "NNN", converter = SetNumber.class) SetId id) {
        LocalSuite suite = context.lockedSuite();
        suite.sets().remove(id);
        context.say("SET " + id + " is out of sets.yaml");
        if (!new AwaitCatalogue(suite, context).gone(id)) {
            return 1;
        }
        suite.sets().stop(id);
        context.say("set-" + id + " is stopped; its data stays in .hongbao/data/set-" + id);
        return 0;
    }

    @Command(
            description = {
                "Detaches the days before DATE of every SET, where nothing of them is open",
                "or unreconciled."
            })
    int archive(
            @Option(
                            names = "--before",
                            required = true,
                            paramLabel = "DATE",
                            converter = DayConverter.class,
                            description = "the first day that stays, like 2026-11-01")
                    LocalDate before) {
        return new RunPrograms(context.suite()).archive(before);
    }

    @Command(
            description = {
                "Remembers that the days before DATE of every SET are reconciled. They stay, and",
                "what nobody paid is removed of them when they are old."
            })
    int stamp(
            @Option(
                            names = "--before",
                            required = true,
                            paramLabel = "DATE",
                            converter = DayConverter.class,
                            description = "the first day that is not stamped, like 2026-11-01")
                    LocalDate before) {
        return new RunPrograms(context.suite()).stamp(before);
    }
}
