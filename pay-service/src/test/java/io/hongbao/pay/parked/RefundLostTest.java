package io.hongbao.pay.parked;

import static io.hongbao.pay.TestPayService.newUserOfSecondShard;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.parked.ParkedPayment;
import io.hongbao.ledger.record.Records;
import io.hongbao.ledger.record.UserRecord;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TestWallets;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.servers.TestDatabase;
import io.hongbao.testkit.cases.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RefundLostTest {

    private static final SetId LOST = new SetId(7);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path directory;
    private TestPayService service;
    private Path sets;
    private long sequence;

    @BeforeEach
    void start() throws IOException {
        sets = directory.resolve("sets.yaml");
        writeSets("");
        service =
                TestPayService.start(
                        TestWallets.create(),
                        new MovableClock(TestPayService.NOON),
                        new FakeBank(),
                        "hongbao.sets.file=" + sets);
        service.waitUntilReady();
    }

    @AfterEach
    void stop() {
        service.assertMoneyIsConserved();
        service.close();
    }

    private void writeSets(String more) throws IOException {
        Files.writeString(
                sets,
                """
                sets:
                  - {id: "000", url: "jdbc:mysql://127.0.0.1:1/nowhere", city: x, zone: a, weight: 1}
                """
                        + more);
    }

    private void declareLost() throws IOException {
        writeSets("  - {id: \"007\", lost: true}\n");
    }

    private PayTicket ticket(UserId payer) {
        OrderNumber packet = OrderNumber.of(LocalDate.of(2026, 11, 21), ++sequence, LOST, 3);
        return service.payTicket(payer, packet, 1_00, "wrap-" + packet);
    }

    private PayTicket parked(UserId payer) {
        PayTicket ticket = ticket(payer);
        assertThat(service.pay(ticket).status()).isEqualTo(200);
        park(ticket);
        return ticket;
    }

    /** As the packet service has it done. */
    private void park(PayTicket ticket) {
        var paid =
                new PacketPaidV1(
                        ticket.packet().value(),
                        ticket.payer().value(),
                        ticket.total().fen(),
                        ticket.wrapKey().value(),
                        "CHANGE",
                        service.clock.instant());
        var done =
                service.bean(WalletShards.class)
                        .of(ticket.payer())
                        .decide(new ParkPayments(List.of(paid)));
        assertThat(done).containsExactly(ticket.packet().value());
    }

    private HttpResponse<String> post(String endpoint, String body) {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + service.managementPort()
                                                + "/actuator/"
                                                + endpoint))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException noAnswer) {
            throw new AssertionError(noAnswer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private JsonNode refund(boolean apply) {
        String body = String.format(Locale.ROOT, "{\"set\":\"007\",\"apply\":\"%s\"}", apply);
        HttpResponse<String> answer = post("refunds", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private void onSecondShard(Consumer<LaneConnection> write) {
        TestDatabase database = service.wallets.databases().get(1);
        try (var connection =
                new LaneConnection(
                        "refund-test",
                        new MysqlSource(
                                database.url(),
                                database.user(),
                                database.password(),
                                TestWallets.PATIENT),
                        TestWallets.PATIENT,
                        new SimpleMeterRegistry())) {
            write.accept(connection);
        }
    }

    @Test
    void nothing_is_given_back_while_the_set_may_return() {
        UserId payer = service.userWith(10_00);
        parked(payer);

        assertThat(post("refunds", "{\"set\":\"007\",\"apply\":\"true\"}").statusCode())
                .isEqualTo(409);
        assertThat(service.balance(payer)).isEqualTo(9_00);
    }

    @Test
    void a_payment_is_given_back_once_and_a_repeat_of_it_is_told_so() throws Exception {
        UserId payer = service.userWith(10_00);
        PayTicket ticket = parked(payer);
        declareLost();

        assertThat(refund(false).path("payments").asInt()).isEqualTo(1);
        assertThat(refund(false).path("fen").asInt()).isEqualTo(1_00);
        assertThat(service.balance(payer)).isEqualTo(9_00);

        assertThat(refund(true).path("payments").asInt()).isEqualTo(1);
        assertThat(refund(true).path("payments").asInt()).isZero();

        assertThat(service.balance(payer)).isEqualTo(10_00);
        long told = service.packets.told(ticket.packet());
        Answer repeat = service.pay(ticket);
        assertThat(repeat.status()).isEqualTo(410);
        assertThat(repeat.word()).isEqualTo("payment_refunded");
        assertThat(service.packets.told(ticket.packet())).isEqualTo(told);
        assertThat(service.notifications(payer, "").body().path("items"))
                .extracting(item -> item.path("kind").asString())
                .contains("PAYMENT_REFUNDED");
    }

    @Test
    void what_was_given_back_is_neither_parked_nor_told_again() throws Exception {
        PayTicket ticket = parked(service.userWith(10_00));
        declareLost();
        refund(true);

        park(ticket);

        assertThat(service.wallets.sum("select count(*) from parked_payment")).isZero();
        assertThat(JSON.readTree(post("parked", "{\"set\":\"007\"}").body()).path("told").asInt())
                .isZero();
    }

    @Test
    void a_card_payment_goes_back_into_the_change_as_a_refund_of_a_packet_does() throws Exception {
        UserId payer = service.userWith(0_01);
        PayTicket ticket = ticket(payer);
        assertThat(service.pay(ticket, "BANK", "card-good").status()).isEqualTo(200);
        park(ticket);
        declareLost();

        refund(true);

        assertThat(service.balance(payer)).isEqualTo(1_01);
    }

    @Test
    void what_left_a_trace_in_any_shard_is_left_to_a_person() throws Exception {
        UserId payer = service.userWith(10_00);
        UserId opener = newUserOfSecondShard();
        PayTicket credited = parked(payer);
        PayTicket recorded = parked(payer);
        PayTicket sent = parked(service.with(newUserOfSecondShard(), 10_00));
        PayTicket clear = parked(payer);
        onSecondShard(shard -> {
            new LedgerWrites(service.clock)
                    .post(
                            shard,
                            List.of(
                                    Transfer.shareCredit(
                                            credited.packet(),
                                            0,
                                            opener,
                                            new Money(1),
                                            TestPayService.NOON)));
            new Records()
                    .add(
                            shard,
                            List.of(
                                    UserRecord.received(
                                            opener,
                                            recorded.packet(),
                                            PacketKind.LUCKY,
                                            new Money(1),
                                            payer,
                                            TestPayService.NOON,
                                            ""),
                                    UserRecord.sent(
                                            sent.payer(),
                                            sent.packet(),
                                            PacketKind.LUCKY,
                                            sent.total(),
                                            1,
                                            TestPayService.NOON,
                                            "")));
        });
        declareLost();

        JsonNode refunds = refund(true);

        assertThat(refunds.path("payments").asInt()).isEqualTo(1);
        assertThat(refunds.path("forPerson"))
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder(
                        credited.packet().value(),
                        recorded.packet().value(),
                        sent.packet().value());
        assertThat(service.balance(payer)).isEqualTo(8_00);
        assertThat(service.pay(clear).status()).isEqualTo(410);
        assertThat(service.pay(credited).status()).isEqualTo(200);
    }

    @Test
    void a_run_that_was_broken_off_is_finished_by_the_next() throws Exception {
        UserId payer = service.userWith(300_00);
        PayTicket first = parked(payer);
        for (int i = 0; i < 210; i++) {
            parked(payer);
        }
        declareLost();
        service.bean(WalletShards.class)
                .of(payer)
                .decide(
                        new RefundParked(
                                List.of(
                                        new ParkedPayment(
                                                first.packet(), payer, TestPayService.NOON))));

        assertThat(refund(true).path("payments").asInt()).isEqualTo(210);

        assertThat(service.balance(payer)).isEqualTo(300_00);
        assertThat(service.wallets.sum("select count(*) from parked_payment")).isZero();
    }
}
