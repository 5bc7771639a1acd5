package io.hongbao.pay.paidset;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.PaidSets;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.RequestDigest;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.serving.key.KeySettings;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PaidSetsTest {

    private final TestPayService service = TestPayService.start();

    @AfterEach
    void stop() {
        service.assertMoneyIsConserved();
        service.close();
    }

    private Answer paidSets() {
        var tickets =
                new Tickets(
                        ServiceName.PACKET_SERVICE, service.bean(KeySettings.class).ticketRings());
        var ticket =
                Ticket.of(
                        Operation.LIST_PAID_SETS,
                        null,
                        null,
                        RequestDigest.NONE,
                        service.clock.instant());
        return service.call(
                "GET", PaidSets.PATH, tickets.sign(Hop.PACKET_PAY, ticket), Map.of(), "");
    }

    private void pay(UserId payer, int set) {
        OrderNumber packet = OrderNumber.of(LocalDate.of(2026, 11, 21), 7, new SetId(set), 3);
        Answer answer = service.pay(service.payTicket(payer, packet, 1_00, "wrap-" + set));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void the_sets_of_all_shards_payments_are_listed() {
        assertThat(paidSets().body().path("sets")).isEmpty();

        pay(service.userWith(10_00), 12);
        pay(service.with(TestPayService.newUserOfSecondShard(), 10_00), 7);

        assertThat(paidSets().body().path("sets"))
                .extracting(set -> set.asString())
                .containsExactly("007", "012");
    }

    @Test
    void only_the_packet_service_is_answered() {
        var ticket =
                Ticket.of(
                        Operation.VIEW_WALLET,
                        new UserId(1001),
                        null,
                        RequestDigest.NONE,
                        service.clock.instant());

        assertThat(service.call("GET", PaidSets.PATH, ticket, Map.of(), "").status())
                .isEqualTo(401);
    }
}
