package io.hongbao.pay.wallet;

import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementControllerTest {

    private static TestPayService service;

    @BeforeAll
    static void start() {
        service = TestPayService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String paid(PayTicket ticket, String method) {
        service.clock.advance(Duration.ofMillis(1));
        assertThat(service.pay(ticket, method, method.equals("BANK") ? "card-good" : null).word())
                .isEqualTo("PAID");
        return String.format(
                Locale.ROOT,
                "{\"kind\":\"PACKET_PAY\",\"direction\":\"OUT\",\"amountFen\":%d,\"at\":\"%s\","
                        + "\"method\":\"%s\",\"packetId\":\"%s\"}",
                ticket.total().fen(),
                service.clock.instant(),
                method,
                service.bean(PacketLinks.class).linkTo(ticket.packet()));
    }

    @Test
    void a_statement_lists_top_ups_and_payments_at_once_newest_first_and_page_by_page() {
        UserId li = newUser();
        service.topUp(li, "a", 20_00, "card-good");
        String topUp =
                "{\"kind\":\"TOP_UP\",\"direction\":\"IN\",\"amountFen\":2000,\"at\":\""
                        + service.clock.instant()
                        + "\"}";
        String byChange = paid(service.payTicket(li, 5_00), "CHANGE");
        String byCard = paid(service.payTicket(li, 6_00), "BANK");

        Answer first = service.transfers(li, "?limit=2");
        Answer second = service.transfers(li, "?cursor=" + first.text("nextCursor"));

        assertThat(first.body().path("items").toString())
                .isEqualTo("[" + byCard + "," + byChange + "]");
        assertThat(second.body().toString())
                .isEqualTo("{\"items\":[" + topUp + "],\"nextCursor\":null}");
    }

    @ParameterizedTest
    @CsvSource({"cursor=x, cursor", "limit=0, limit", "limit=101, limit", "limit=x, limit"})
    void a_query_that_is_wrong_is_refused_by_its_parameter(String query, String field) {
        Answer answer = service.transfers(newUser(), "?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo(field);
    }
}
