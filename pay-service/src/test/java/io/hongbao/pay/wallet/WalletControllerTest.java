package io.hongbao.pay.wallet;

import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WalletControllerTest {

    private static TestPayService service;

    @BeforeAll
    static void start() {
        service = TestPayService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void wallet_home_and_exact_change_say_the_same_from_the_shard() {
        UserId li = newUser();
        service.topUp(li, "a", 20_00, "card-good");

        assertThat(service.wallet(li).body().toString())
                .isEqualTo("{\"changeFen\":2000,\"asOf\":\"" + service.clock.instant() + "\"}");
        assertThat(service.exactWallet(li).body()).isEqualTo(service.wallet(li).body());
    }

    @Test
    void a_wallet_home_has_the_tag_of_its_amount() {
        UserId li = newUser();
        Answer first = service.wallet(li);
        service.clock.advance(Duration.ofSeconds(1));
        Answer later = service.wallet(li);
        service.topUp(li, "a", 20_00, "card-good");

        assertThat(first.headers().firstValue("ETag")).hasValue("W/\"0\"");
        assertThat(later.headers().firstValue("ETag")).hasValue("W/\"0\"");
        assertThat(service.wallet(li).headers().firstValue("ETag")).hasValue("W/\"2000\"");
    }
}
