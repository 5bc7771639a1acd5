package io.hongbao.packet;

import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.SetId;
import io.hongbao.packet.pay.ParkPayments;
import io.hongbao.packet.pay.PayService;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.servers.SharedKafka;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole service on Kafka, with one SET that is up and one that is not. */
final class RunningPacketService {

    static final SetId UP = new SetId(0);
    static final SetId DOWN = new SetId(1);

    private static final Duration CONNECT_MAX = Duration.ofMinutes(3);

    private RunningPacketService() {}

    /**
     * A service that has connected to its SET.
     *
     * @param more settings, as on a command line
     */
    static ConfigurableApplicationContext start(TestDatabase database, String... more)
            throws Exception {
        return start(
                database,
                _ -> CompletableFuture.failedFuture(new IllegalStateException("parks nothing")),
                more);
    }

    /** The same, with a pay service that parks. */
    static ConfigurableApplicationContext start(
            TestDatabase database, ParkPayments parkPayments, String... more) throws Exception {
        String kafka = SharedKafka.bootstrapServers();
        makeTopics(kafka);
        Stream<String> settings =
                Stream.of(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--hongbao.sets.file=" + catalogue(database),
                        // How fast the machine is, and whether it stands still, decides nothing
                        // here.
                        "--hongbao.calls.max=60s",
                        "--hongbao.calls.wrap-max=60s",
                        "--hongbao.calls.wrap-try-max=30s",
                        "--hongbao.sets.connect-max=30s",
                        "--hongbao.sets.answer-max=30s",
                        "--hongbao.sets.username=" + database.user(),
                        "--hongbao.sets.password=" + database.password(),
                        "--spring.kafka.bootstrap-servers=" + kafka,
                        "--spring.kafka.producer.properties.interceptor.classes="
                                + CollectSentKeys.class.getName());
        var service =
                new SpringApplicationBuilder(PacketServiceApplication.class)
                        .profiles("local")
                        .initializers((GenericApplicationContext beans) -> {
                            beans.registerBean(PayService.class, () -> Set::of);
                            beans.registerBean(ParkPayments.class, () -> parkPayments);
                        })
                        .run(Stream.concat(settings, Stream.of(more)).toArray(String[]::new));
        Eventually.isTrue(
                "the SET is open",
                CONNECT_MAX,
                () -> service.getBean(SetRouter.class).find(UP).isPresent());
        return service;
    }

    private static Path catalogue(TestDatabase database) throws IOException {
        Path sets = Files.createTempFile("sets", ".yaml");
        return Files.writeString(
                sets,
                String.format(
                        Locale.ROOT,
                        """
                        sets:
                          - {id: "000", url: "%s", city: x, zone: a, weight: 1, new: true}
                          - {id: "001", url: "jdbc:mysql://127.0.0.1:1/none?useCompression=true", city: x, zone: a, weight: 3}
                        """,
                        database.url()));
    }

    private static void makeTopics(String kafka) throws Exception {
        String dead = Topics.deadLettersOf(Topics.GROUP_ACTIVATIONS);
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(Topics.PAYMENTS, Topics.PARTITIONS, (short) 1),
                                    new NewTopic(Topics.PACKETS, Topics.PARTITIONS, (short) 1),
                                    new NewTopic(
                                            Topics.NOTIFICATIONS, Topics.PARTITIONS, (short) 1),
                                    new NewTopic(dead, 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException before) {
            if (!(before.getCause() instanceof TopicExistsException)) {
                throw before;
            }
        }
    }
}
