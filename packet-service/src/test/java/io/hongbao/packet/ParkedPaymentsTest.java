package io.hongbao.packet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.event.EventStream;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.serving.key.EventKeys;
import io.hongbao.testkit.cases.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Payments of a SET that is dead, and of one that was taken out, in the partition of another. */
final class ParkedPaymentsTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final SetId TAKEN_OUT = new SetId(20);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<SignedEvent> parked = new CopyOnWriteArrayList<>();
    private volatile boolean payServiceAnswers = true;
    private ConfigurableApplicationContext service;

    @BeforeEach
    void start() throws Exception {
        service =
                RunningPacketService.start(
                        SharedMariaDb.newDatabase(),
                        this::park,
                        "--hongbao.activations.park-after=0s");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private CompletableFuture<Set<OrderNumber>> park(List<SignedEvent> payments) {
        if (!payServiceAnswers) {
            return CompletableFuture.failedFuture(new IllegalStateException("no answer"));
        }
        parked.addAll(payments);
        return CompletableFuture.completedFuture(
                payments.stream()
                        .map(each -> new OrderNumber(order(each)))
                        .collect(Collectors.toSet()));
    }

    private static String order(SignedEvent event) {
        return JSON.readTree(event.json()).path("orderNumber").asString();
    }

    /** Into the partition of the SET that is up, which all share here. */
    private SignedEvent send(SetId set, long sequence) throws Exception {
        OrderNumber packet = OrderNumber.of(DAY, sequence, set, 3);
        String paid =
                JSON.writeValueAsString(
                        new PacketPaidV1(
                                packet.value(), 1001, 100, "wrap", "CHANGE", Instant.EPOCH));
        String groups = Topics.GROUP_ACTIVATIONS;
        String signature =
                service.getBean(EventKeys.class)
                        .of(EventStream.PAYMENTS)
                        .sign(PacketPaidV1.TYPE, groups, paid);
        var event =
                new ProducerRecord<>(
                        Topics.PAYMENTS,
                        Topics.partitionOf(RunningPacketService.UP),
                        packet.value().getBytes(UTF_8),
                        paid.getBytes(UTF_8));
        event.headers()
                .add(Topics.TYPE_HEADER, PacketPaidV1.TYPE.getBytes(UTF_8))
                .add(Topics.GROUPS_HEADER, groups.getBytes(UTF_8))
                .add(Topics.SIGNATURE_HEADER, signature.getBytes(UTF_8));
        @SuppressWarnings("unchecked")
        Producer<byte[], byte[]> producer = service.getBean(Producer.class);
        producer.send(event).get();
        return new SignedEvent(PacketPaidV1.TYPE, groups, paid, signature);
    }

    /** Of packets that the SET that is up does not know: how many it was asked about. */
    private double decided() {
        return service
                .getBean(MeterRegistry.class)
                .find("hongbao.dead.letters")
                .tag("reason", "unknown_order")
                .counters()
                .stream()
                .mapToDouble(each -> each.count())
                .sum();
    }

    private double lag() {
        return service.getBean(MeterRegistry.class)
                .get("hongbao.consumer.lag")
                .tag("group", Topics.GROUP_ACTIVATIONS)
                .gauge()
                .value();
    }

    @Test
    void they_are_parked_as_they_were_signed_and_those_behind_them_go_on() throws Exception {
        SignedEvent ofDead = send(RunningPacketService.DOWN, 1);
        SignedEvent ofTakenOut = send(TAKEN_OUT, 2);
        Eventually.passes("parked", LIMIT, () -> assertThat(parked).contains(ofDead, ofTakenOut));

        double before = decided();

        send(RunningPacketService.UP, 9_999_999_991L);

        Eventually.passes("decided", LIMIT, () -> assertThat(decided()).isGreaterThan(before));
        Eventually.passes("nothing is left", LIMIT, () -> assertThat(lag()).isZero());
    }

    @Test
    void they_wait_in_their_partition_while_the_pay_service_does_not_answer() throws Exception {
        payServiceAnswers = false;
        SignedEvent ofDead = send(RunningPacketService.DOWN, 3);
        Eventually.passes("it waits", LIMIT, () -> assertThat(lag()).isGreaterThanOrEqualTo(1));
        assertThat(parked).doesNotContain(ofDead);

        payServiceAnswers = true;

        Eventually.passes("parked", LIMIT, () -> assertThat(parked).contains(ofDead));
        Eventually.passes("nothing is left", LIMIT, () -> assertThat(lag()).isZero());
    }
}
