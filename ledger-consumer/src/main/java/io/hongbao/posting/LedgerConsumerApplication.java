package io.hongbao.posting;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The ledger consumer. With {@code --replay=<group>} it does not listen: it applies that group's
 * dead letters again and ends, with exit code 0 when all were applied, 1 when some are dead again,
 * 2 when a wallet shard is down (what was not applied stays where it is).
 */
@SpringBootApplication
public class LedgerConsumerApplication {

    private static final String REPLAY = "--replay=";

    public static void main(String[] args) {
        Optional<String> group =
                Arrays.stream(args)
                        .filter(argument -> argument.startsWith(REPLAY))
                        .map(argument -> argument.substring(REPLAY.length()))
                        .findFirst();
        if (group.isEmpty()) {
            SpringApplication.run(LedgerConsumerApplication.class, args);
        } else {
            System.exit(replay(group.get(), args));
        }
    }

    /** Runs a replay in this JVM and returns its exit code. */
    public static int replay(String group, String... args) {
        var application =
                new SpringApplicationBuilder(LedgerConsumerApplication.class)
                        .web(WebApplicationType.NONE)
                        .properties(
                                "hongbao.posting.consume=false", "hongbao.posting.replay=" + group)
                        .build();
        return SpringApplication.exit(application.run(args));
    }
}
