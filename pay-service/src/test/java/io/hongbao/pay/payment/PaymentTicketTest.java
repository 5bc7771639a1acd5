package io.hongbao.pay.payment;

import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.contracts.ticket.PayTickets;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TestWallets;
import io.hongbao.servers.StatementRecorder;
import io.hongbao.serving.key.KeySettings;
import io.hongbao.testkit.cases.MovableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A ticket serves the one call that it was made for, as often as it is made, and no other. */
class PaymentTicketTest {

    private static final String TOP_UPS = "/v1/me/wallet/topups";
    private static final String TOP_UP = "{\"amountFen\":100,\"card\":\"card-good\"}";

    private static TestPayService service;

    @BeforeAll
    static void start() {
        service =
                TestPayService.start(
                        TestWallets.watched(),
                        new MovableClock(TestPayService.NOON),
                        new FakeBank());
        service.waitUntilReady();
    }

    @AfterAll
    static void stop() {
        service.assertMoneyIsConserved();
        service.close();
    }

    @Test
    void a_ticket_for_another_call_is_refused_before_any_database_is_asked() {
        UserId li = service.userWith(10_00);
        PayTicket bill = service.payTicket(li, 1_00);
        String path = pathOf(bill);
        String body = "{\"payTicket\":\"" + sign(bill) + "\"}";
        String other = "{\"payTicket\":\"" + sign(bill) + "\",\"method\":\"CHANGE\"}";
        Ticket ticket = ticket(Operation.PAY, li, bill, path, null, body);
        Ticket ofOther = ticket(Operation.PAY, newUser(), bill, path, null, body);
        Ticket topUp = ticket(Operation.TOP_UP, li, null, TOP_UPS, "key-1", TOP_UP);
        var ended = new Ticket(Operation.PAY, li, bill.packet(), ticket.digest(), now());
        var endless =
                new Ticket(
                        Operation.PAY,
                        li,
                        bill.packet(),
                        ticket.digest(),
                        now().plus(Tickets.LIFE_MAX).plusMillis(1));
        StatementRecorder.forget();

        var refused = new LinkedHashMap<String, Answer>();
        refused.put("another body", call(path, ticket, Map.of(), other));
        refused.put("another query", call(path + "?a=b", ticket, Map.of(), body));
        refused.put("another path", call(pathOf(service.payTicket(li, 1)), ticket, Map.of(), body));
        refused.put("a key", call(path, ticket, key("key-1"), body));
        refused.put("after its end", call(path, ended, Map.of(), body));
        refused.put("longer than a minute", call(path, endless, Map.of(), body));
        refused.put("another key", call(TOP_UPS, topUp, key("key-2"), TOP_UP));
        refused.put("no key", call(TOP_UPS, topUp, Map.of(), TOP_UP));
        refused.put("another amount", call(TOP_UPS, topUp, key("key-1"), TOP_UP.replace("1", "2")));
        String text = service.sign(ticket);
        refused.put(
                "another user",
                callWith(path, text.replace("~" + li + "~", "~" + (li.value() + 1) + "~"), body));
        refused.put("another issuer", callWith(path, ofPayKey(ticket), body));

        refused.forEach((what, answer) -> assertThat(answer.status()).as(what).isEqualTo(401));
        assertThat(call(path, ofOther, Map.of(), body).word()).isEqualTo("ticket_invalid");
        assertThat(TestPayService.statementsOfCalls()).isEmpty();
        assertThat(call(path, ticket, Map.of(), body).word()).isEqualTo("PAID");
        assertThat(TestPayService.statementsOfCalls()).isNotEmpty();
    }

    @Test
    void a_ticket_in_a_batch_is_refused_before_any_database_is_asked() {
        UserId li = service.userWith(10_00);
        PayTicket bill = service.payTicket(li, 1_00);
        CombinedCalls.Item right = service.item(bill, "");
        CombinedCalls.Item otherBody = service.item(bill, ",\"method\":\"CHANGE\"");
        CombinedCalls.Item otherBill = service.item(service.payTicket(li, 1_00), "");
        StatementRecorder.forget();

        var statuses = new ArrayList<Integer>();
        service.payMany(
                        with(right, Objects.requireNonNull(otherBody.body()), null),
                        with(right, Objects.requireNonNull(right.body()), "a-key"),
                        with(otherBill, Objects.requireNonNull(right.body()), null))
                .forEach(answer -> statuses.add(answer.path("status").asInt()));

        assertThat(statuses).containsExactly(401, 401, 401);
        assertThat(TestPayService.statementsOfCalls()).isEmpty();
        assertThat(service.payMany(right).path(0).path("status").asInt()).isEqualTo(200);
    }

    @Test
    void a_pay_ticket_of_anothers_key_is_refused_before_any_database_is_asked() {
        UserId li = service.userWith(10_00);
        PayTicket bill = service.payTicket(li, 1_00);
        for (KeyRing ring : service.bean(KeySettings.class).ticketRings().values()) {
            String body = "{\"payTicket\":\"" + new PayTickets(ring).sign(bill) + "\"}";
            StatementRecorder.forget();

            Answer answer = service.pay(li, bill.packet(), body);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.word()).isEqualTo("ticket_invalid");
            assertThat(TestPayService.statementsOfCalls()).isEmpty();
        }
    }

    @Test
    void the_same_call_again_alone_or_in_a_batch_gets_the_first_answer() {
        UserId li = service.userWith(10_00);
        PayTicket bill = service.payTicket(li, 1_00);
        CombinedCalls.Item item = service.item(bill, "");
        Answer first = callWith(pathOf(bill), item.ticket(), Objects.requireNonNull(item.body()));

        Answer again = callWith(pathOf(bill), item.ticket(), Objects.requireNonNull(item.body()));
        String carried = service.payMany(item).path(0).path("body").asString();

        assertThat(first.word()).isEqualTo("PAID");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(carried).isEqualTo(first.body().toString());
        assertThat(service.balance(li)).isEqualTo(9_00);
    }

    private static CombinedCalls.Item with(
            CombinedCalls.Item item, String body, @Nullable String key) {
        return new CombinedCalls.Item(item.ticket(), item.timeLeftMs(), key, body);
    }

    private static String sign(PayTicket bill) {
        return service.bean(PayTickets.class).sign(bill);
    }

    private static String pathOf(PayTicket bill) {
        return "/v1/packets/" + service.bean(PacketLinks.class).linkTo(bill.packet()) + "/payment";
    }

    private static Ticket ticket(
            Operation operation,
            UserId user,
            @Nullable PayTicket bill,
            String path,
            @Nullable String key,
            String body) {
        String digest = RequestDigest.of("POST", path, key, body.getBytes(StandardCharsets.UTF_8));
        return Ticket.of(operation, user, bill == null ? null : bill.packet(), digest, now());
    }

    /** As whoever has the keys of the pay service alone would sign it. */
    private static String ofPayKey(Ticket ticket) {
        KeyRing ring =
                Objects.requireNonNull(
                        service.bean(KeySettings.class).ticketRings().get(Hop.PAY_PACKET));
        return new Tickets(ServiceName.GATEWAY, Map.of(Hop.GATEWAY_PAY, ring))
                .sign(Hop.GATEWAY_PAY, ticket);
    }

    private static Instant now() {
        return service.clock.instant();
    }

    private static Map<String, String> key(String key) {
        return Map.of("Idempotency-Key", key);
    }

    private static Answer call(
            String path, Ticket ticket, Map<String, String> headers, String body) {
        return service.call("POST", path, ticket, headers, body);
    }

    private static Answer callWith(String path, String ticket, String body) {
        return service.call("POST", path, ticket, Map.of(), body);
    }
}
