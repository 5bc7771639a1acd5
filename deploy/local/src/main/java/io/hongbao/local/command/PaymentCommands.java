package io.hongbao.local.command;

import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.SetId;
import io.hongbao.local.program.StartException;
import io.hongbao.local.watch.ConsumerReport;
import io.hongbao.local.watch.ConsumersClient;
import io.hongbao.local.watch.ParkedClient;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Each method is a command of {@code deploy/hongbao payments}. */
@Command(
        name = "payments",
        description = {
            "Shows payments whose packet's SET did not take them, tells them again, or gives them back."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class PaymentCommands {

    private final CommandContext context;

    PaymentCommands(CommandContext context) {
        this.context = context;
    }

    @Command(description = "Shows how many payments are parked, and since when, by SET.")
    int parked() {
        try (var client = new ParkedClient(context.suite())) {
            client.lines().forEach(context::say);
        }
        return 0;
    }

    @Command(
            description = {
                "Tells the parked payments of a SET again, which it does by itself once it is back.",
                "What it does not take is parked again."
            })
    int replay(
            @Option(
                            names = "--set",
                            required = true,
                            paramLabel = "NNN",
                            converter = SetNumber.class,
                            description = "whose payments")
                    SetId set) {
        try (var client = new ParkedClient(context.suite())) {
            context.say(client.replay(set) + " payments of SET " + set + " were told again");
        }
        return 0;
    }

    @Command(
            description = {
                "Gives the parked payments of a SET that is lost for ever (lost: true in sets.yaml)",
                "back to their payers; without --apply only says what it would do."
            })
    int refund(
            @Option(
                            names = "--set",
                            required = true,
                            paramLabel = "NNN",
                            converter = SetNumber.class,
                            description = "whose payments")
                    SetId set,
            @Option(names = "--apply", description = "do it") boolean apply) {
        try (var consumers = new ConsumersClient(context.suite())) {
            for (String group : List.of(Topics.GROUP_CREDITS, Topics.GROUP_RECORDS)) {
                ConsumerReport report = consumers.of(group);
                if (!report.consumed() || report.lag() > 0) {
                    throw new StartException(
                            "the SET's last events must have been applied: " + group + " lags");
                }
            }
        }
        try (var client = new ParkedClient(context.suite())) {
            client.refund(set, apply).forEach(context::say);
        }
        return 0;
    }
}
