package io.hongbao.local.command;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.watch.ParkedClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Each method is a command of {@code deploy/hongbao payments}. */
@Command(
        name = "payments",
        description = {
            "Shows payments whose packet's SET did not take them, and tells them again."
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
}
