package io.hongbao.events.replay;

import io.hongbao.contracts.event.Topics;
import io.hongbao.events.config.EventsConfig;
import io.hongbao.events.kafka.KafkaClients;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The program {@code --replay=GROUP} of every service that consumes: publishes the dead letters of
 * a group again, with the service's settings of Kafka and nothing else of it. The group's service
 * then finds them. Exit code 0 when all were published, 1 when some do not say where they belong, 2
 * when Kafka did not answer or the arguments are wrong.
 */
public final class ReplayProgram {

    private static final String REPLAY = "replay";
    private static final int COULD_NOT_RUN = 2;

    private ReplayProgram() {}

    /** Whether these arguments ask for this program. */
    public static boolean asked(String... arguments) {
        return Arrays.stream(arguments).anyMatch(it -> it.startsWith("--" + REPLAY));
    }

    /** Runs the program in this JVM and returns its exit code. */
    public static int run(String... arguments) {
        var application =
                new SpringApplicationBuilder(ReplayBeans.class)
                        .web(WebApplicationType.NONE)
                        .build();
        return SpringApplication.exit(application.run(arguments));
    }

    @ImportAutoConfiguration({
        SslAutoConfiguration.class,
        KafkaAutoConfiguration.class,
        EventsConfig.class
    })
    static class ReplayBeans {

        @Bean
        ReplayRunner replayRunner(KafkaClients clients, Producer<byte[], byte[]> producer) {
            return new ReplayRunner(clients, producer);
        }
    }

    static final class ReplayRunner implements ApplicationRunner, ExitCodeGenerator {

        private static final Logger log = LoggerFactory.getLogger(ReplayProgram.class);

        private final KafkaClients clients;
        private final Producer<byte[], byte[]> producer;
        private int exitCode = COULD_NOT_RUN;

        ReplayRunner(KafkaClients clients, Producer<byte[], byte[]> producer) {
            this.clients = clients;
            this.producer = producer;
        }

        @Override
        public void run(ApplicationArguments arguments) throws InterruptedException {
            List<String> given = arguments.getOptionValues(REPLAY);
            if (given == null || given.size() != 1 || !Topics.GROUPS.contains(given.getFirst())) {
                log.error("must be one of {}: --{}={}", Topics.GROUPS, REPLAY, given);
                return;
            }
            String group = given.getFirst();
            try (var consumer =
                    new KafkaConsumer<byte[], byte[]>(clients.consumer(group + ".replay", 500))) {
                var report = new ReplayDeadLetters(group, consumer, producer).run();
                exitCode = report.unusable() > 0 ? 1 : 0;
                log.info(
                        "replayed: group={} published={} unusable={}",
                        group,
                        report.published(),
                        report.unusable());
            } catch (KafkaException noAnswer) {
                log.error("Kafka does not answer: reason={}", noAnswer.getMessage());
            }
        }

        @Override
        public int getExitCode() {
            return exitCode;
        }
    }
}
