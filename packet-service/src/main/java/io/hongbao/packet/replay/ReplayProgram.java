package io.hongbao.packet.replay;

import io.hongbao.contracts.event.Topics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/**
 * The program {@code --replay=packet-activations}: tells the packet service of the payments that it
 * put aside, once more, with the settings of the service and without its web server and lanes. Exit
 * code 0 when all were published again, 1 when some do not say where they belong, 2 when Kafka did
 * not answer or the arguments are wrong.
 */
public final class ReplayProgram {

    private static final String REPLAY = "replay";
    private static final int COULD_NOT_RUN = 2;
    private static final int ANSWER_MAX_MS = 10_000;

    private ReplayProgram() {}

    /** Whether these arguments ask for this program. */
    public static boolean asked(String... arguments) {
        return Arrays.stream(arguments).anyMatch(it -> it.startsWith("--" + REPLAY));
    }

    /** Runs the program in this JVM and returns its exit code. */
    public static int run(String... arguments) {
        var application =
                new SpringApplicationBuilder(Parts.class).web(WebApplicationType.NONE).build();
        return SpringApplication.exit(application.run(arguments));
    }

    /** Nothing else of the service; not found by its scan, since it is no configuration class. */
    @EnableConfigurationProperties(KafkaProperties.class)
    static class Parts {

        @Bean
        ReplayRunner replayRunner(KafkaProperties kafka) {
            return new ReplayRunner(kafka);
        }
    }

    static final class ReplayRunner implements ApplicationRunner, ExitCodeGenerator {

        private static final Logger log = LoggerFactory.getLogger(ReplayProgram.class);

        private final KafkaProperties kafka;
        private int exitCode;

        ReplayRunner(KafkaProperties kafka) {
            this.kafka = kafka;
        }

        @Override
        public void run(ApplicationArguments arguments) throws InterruptedException {
            if (!List.of(Topics.GROUP_ACTIVATIONS).equals(arguments.getOptionValues(REPLAY))) {
                log.error("must be {}: --{}", Topics.GROUP_ACTIVATIONS, REPLAY);
                exitCode = COULD_NOT_RUN;
                return;
            }
            try (var consumer = new KafkaConsumer<byte[], byte[]>(consumerSettings());
                    var producer = new KafkaProducer<byte[], byte[]>(producerSettings())) {
                ReplayReport report = new PublishAgain(consumer, producer).run();
                exitCode = report.exitCode();
                log.info(
                        "replayed: group={} published={} unusable={}",
                        Topics.GROUP_ACTIVATIONS,
                        report.published(),
                        report.unusable());
            } catch (KafkaException noAnswer) {
                log.error("Kafka does not answer: reason={}", noAnswer.getMessage());
                exitCode = COULD_NOT_RUN;
            }
        }

        private Map<String, Object> consumerSettings() {
            var settings = new HashMap<>(kafka.buildConsumerProperties());
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, Topics.GROUP_ACTIVATIONS + ".replay");
            settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
            settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MAX_MS);
            settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
            settings.put(
                    ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
            return settings;
        }

        private Map<String, Object> producerSettings() {
            var settings = new HashMap<>(kafka.buildProducerProperties());
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_MAX_MS);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ANSWER_MAX_MS);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MAX_MS / 2);
            settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
            settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
            return settings;
        }

        @Override
        public int getExitCode() {
            return exitCode;
        }
    }
}
