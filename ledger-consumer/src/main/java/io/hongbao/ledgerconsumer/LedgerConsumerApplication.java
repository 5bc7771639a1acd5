package io.hongbao.ledgerconsumer;

import io.hongbao.events.replay.ReplayProgram;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The ledger consumer. With {@code --replay=GROUP} it consumes nothing: it publishes dead letters
 * again and ends, see {@link ReplayProgram}.
 */
@SpringBootApplication
public class LedgerConsumerApplication {

    public static void main(String[] arguments) {
        if (ReplayProgram.asked(arguments)) {
            System.exit(ReplayProgram.run(arguments));
        }
        SpringApplication.run(LedgerConsumerApplication.class, arguments);
    }
}
