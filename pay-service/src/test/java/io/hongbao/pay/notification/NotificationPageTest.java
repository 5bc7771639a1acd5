package io.hongbao.pay.notification;

import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class NotificationPageTest {

    private static TestPayService service;

    @BeforeAll
    static void start() {
        service = TestPayService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static List<String> kinds(Answer page) {
        var kinds = new ArrayList<String>();
        for (JsonNode item : page.body().path("items")) {
            kinds.add(item.path("kind").asString(""));
        }
        return kinds;
    }

    @Test
    void a_payer_is_told_of_top_up_and_payment() {
        UserId li = newUser();
        service.topUp(li, "first", 9_00, "card-good");
        PayTicket ticket = service.payTicket(li, 5_00);
        service.pay(ticket);
        service.pay(ticket);

        Answer page = service.notifications(li, "");

        assertThat(page.body().toString())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                """
                                {"items":[{"number":"2","id":"PAYMENT_CONFIRMED:%s",\
                                "kind":"PAYMENT_CONFIRMED","at":"2026-11-21T04:00:00.123Z","amountFen":500,\
                                "packetId":"%s"},{"number":"1","id":"PAYMENT_CONFIRMED:topup:%s:first",\
                                "kind":"PAYMENT_CONFIRMED","at":"2026-11-21T04:00:00.123Z","amountFen":900,\
                                "topUpKey":"first"}],"nextCursor":null}\
                                """,
                                ticket.packet(),
                                service.bean(PacketLinks.class).linkTo(ticket.packet()),
                                li));
    }

    @Test
    void pages_follow_each_other_newest_first() {
        UserId li = service.userWith(9_00);
        for (int i = 0; i < 4; i++) {
            service.pay(service.payTicket(li, 1_00));
        }

        Answer first = service.notifications(li, "?limit=3");
        Answer second = service.notifications(li, "?limit=3&cursor=" + first.text("nextCursor"));

        assertThat(kinds(first)).hasSize(3);
        assertThat(kinds(second)).hasSize(2);
        assertThat(second.body().at("/items/1/number").asString("")).isEqualTo("1");
        assertThat(second.body().path("nextCursor").isNull()).isTrue();
    }

    @Test
    void nobody_sees_what_others_are_told() {
        service.userWith(9_00);

        assertThat(kinds(service.notifications(newUser(), ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=0, limit",
        "?limit=101, limit",
        "?cursor=, cursor",
        "?cursor=-1, cursor",
        "?cursor=01, cursor"
    })
    void a_query_that_breaks_a_rule_is_refused_by_its_parameter(String query, String field) {
        Answer answer = service.notifications(newUser(), query);

        assertThat(answer.word()).isEqualTo("invalid_request");
        assertThat(answer.text("field")).isEqualTo(field);
    }
}
