package io.hongbao.local.command;

import io.hongbao.local.program.StartException;
import io.hongbao.local.watch.WebhookClient;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code deploy/hongbao webhook}; each method is a command below it. */
@Command(
        name = "webhook",
        description = {
            "Shows how the webhook gets on in each wallet shard: whether it is on, and enabled, what",
            "waits, and what the product answered last."
        },
        mixinStandardHelpOptions = true)
final class WebhookCommands implements Callable<Integer> {

    private final CommandContext context;

    WebhookCommands(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return say(WebhookClient::state);
    }

    @Command(description = {"Enables it, and has tried at once what the product did not take."})
    int replay(
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            converter = InstantConverter.class,
                            description =
                                    "deliver everything again since then, like 2026-11-21T04:00:00Z")
                    @Nullable Instant since) {
        return say(client -> client.replay(since));
    }

    @Command(description = "Switches it off, once no ledger consumer has hongbao.webhook.url.")
    int off() {
        return say(WebhookClient::switchOff);
    }

    private interface Question {
        WebhookClient.Answer ask(WebhookClient client);
    }

    private int say(Question question) {
        var suite = context.suite();
        if (suite.ledgerConsumer().running().isEmpty()) {
            throw new StartException("ledger-consumer does not run");
        }
        try (var client = new WebhookClient(suite.managementOfLedgerConsumer())) {
            WebhookClient.Answer answer = question.ask(client);
            answer.lines().forEach(context::say);
            return answer.good() ? 0 : 1;
        }
    }

    /** Times as the API has them. */
    static final class InstantConverter implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException _) {
                throw new TypeConversionException(
                        "must be a time like 2026-11-21T04:00:00Z: " + text);
            }
        }
    }
}
