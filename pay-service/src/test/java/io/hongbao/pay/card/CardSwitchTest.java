package io.hongbao.pay.card;

import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.catalogue.Switch;
import io.hongbao.catalogue.WatchedRuntime;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestWallets;
import io.hongbao.testkit.cases.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cards are switched off for what is new; what is under way or over goes on as before. */
class CardSwitchTest {

    private static final String CARD = "card-good";

    @TempDir private static Path directory;
    private static TestPayService service;

    @BeforeAll
    static void start() {
        service =
                TestPayService.start(
                        TestWallets.create(),
                        new MovableClock(TestPayService.NOON),
                        new FakeBank(),
                        "hongbao.runtime.file=" + directory.resolve("runtime.yaml"),
                        // Tests look themselves.
                        "hongbao.catalogue.poll=1h");
        service.waitUntilReady();
    }

    @AfterAll
    static void stop() {
        service.assertMoneyIsConserved();
        service.close();
    }

    @AfterEach
    void switchOn() {
        turn(RuntimeSettings.NONE);
    }

    static Stream<Switch> switches() {
        return Stream.of(Switch.CARD_PAYMENTS, Switch.bank("bank-a"));
    }

    @ParameterizedTest
    @MethodSource("switches")
    void new_payments_and_top_ups_by_card_and_new_cards_are_refused_and_change_pays(Switch off) {
        UserId li = service.userWith(10_00);
        PayTicket before = service.payTicket(li, 3_00);
        service.pay(before, "BANK", CARD);
        service.topUp(li, "before-" + off, 1_00, CARD);
        turn(off);
        int asked = service.bank.calls();
        PayTicket bill = service.payTicket(li, 4_00);

        assertThat(service.pay(bill, "BANK", CARD).word()).isEqualTo("switched_off");
        assertThat(service.topUp(li, "new-" + off, 1_00, CARD).word()).isEqualTo("switched_off");
        assertThat(service.bind(newUser(), "card-0001").word()).isEqualTo("switched_off");
        assertThat(service.pay(before, "BANK", CARD).word()).isEqualTo("PAID");
        assertThat(service.topUp(li, "before-" + off, 1_00, CARD).word()).isEqualTo("PAID");
        assertThat(service.pay(bill, null, CARD).text("method")).isEqualTo("CHANGE");
        assertThat(service.bank.calls()).isEqualTo(asked);
    }

    @ParameterizedTest
    @MethodSource("switches")
    void an_unclear_payment_goes_on_to_its_end(Switch off) {
        PayTicket bill = service.payTicket(newUser(), 5_00);
        service.bank.fault(Fault.ANSWER_LOST);
        assertThat(service.pay(bill, "BANK", CARD).status()).isEqualTo(202);
        turn(off);
        service.bank.fault(Fault.NONE);
        service.clock.advance(Duration.ofMinutes(5));
        service.retryDocuments();

        assertThat(service.pay(bill, "BANK", CARD).word()).isEqualTo("PAID");
    }

    @ParameterizedTest
    @MethodSource("switches")
    void what_is_switched_on_again_pays(Switch off) {
        turn(off);
        PayTicket bill = service.payTicket(newUser(), 5_00);
        assertThat(service.pay(bill, "BANK", CARD).word()).isEqualTo("switched_off");

        turn(RuntimeSettings.NONE.withSwitch(Switch.bank("bank-b"), Optional.of("another's")));

        assertThat(service.pay(bill, "BANK", CARD).word()).isEqualTo("PAID");
    }

    private static void turn(Switch off) {
        turn(RuntimeSettings.NONE.withSwitch(off, Optional.of("maintenance")));
    }

    private static void turn(RuntimeSettings settings) {
        try {
            Files.writeString(directory.resolve("runtime.yaml"), settings.yaml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // What two looks in a row find counts.
        service.bean(WatchedRuntime.class).look();
        service.bean(WatchedRuntime.class).look();
        assertThat(service.bean(WatchedRuntime.class).current()).isEqualTo(settings);
    }
}
