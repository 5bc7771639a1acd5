package io.hongbao.pay.card;

import static io.hongbao.pay.TestPayService.newPacket;
import static io.hongbao.pay.TestPayService.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.ledger.account.Account;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardPurpose;
import io.hongbao.ledger.wallet.LedgerWrites;
import io.hongbao.pay.FakeBank;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.TestPayService;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.pay.TestWallets;
import io.hongbao.pay.TwoPayServices;
import io.hongbao.pay.escalation.EscalatedDocuments;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.testkit.cases.Eventually;
import io.hongbao.testkit.cases.MovableClock;
import io.hongbao.testkit.cases.Seeds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances of the service on the same wallets and with the same bank. */
class RetryDocumentsTest {

    private static final Duration SOON = Duration.ofMinutes(1);

    /** As {@code application.yaml} has them: the defaults. */
    private static final CardSettings SETTINGS =
            new CardSettings(
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(500),
                    64,
                    Duration.ofHours(24),
                    Duration.ofHours(24));

    private static TwoPayServices both;
    private static TestPayService one;
    private static TestPayService two;

    @BeforeAll
    static void start() {
        both = TwoPayServices.start();
        one = both.one;
        two = both.two;
    }

    @AfterAll
    static void stop() {
        both.close();
    }

    @AfterEach
    void money_is_conserved() {
        both.assertMoneyIsConserved();
        assertThat(one.wallets.read("select number from card_document where decided_at is null"))
                .isEmpty();
        everybody_was_told_how_it_ended();
    }

    /** Whatever went on: of each step once, of the end always, and of the end last. */
    private static void everybody_was_told_how_it_ended() {
        assertThat(
                        one.wallets.read(
                                """
                                select concat(kind, ':', subject)
                                from notification
                                group by kind, subject
                                having count(*) > 1
                                """))
                .isEmpty();
        assertThat(
                        one.wallets.read(
                                """
                                select concat(state, ':', number)
                                from card_document
                                where state <> 'DECLINED'
                                    and (select count(*)
                                        from notification
                                        where subject = number and kind = case state
                                            when 'PAID' then 'PAYMENT_CONFIRMED'
                                            when 'LOCKED' then 'PAYMENT_FAILED'
                                            else 'PAYMENT_REFUNDED' end) <> 1
                                """))
                .isEmpty();
        assertThat(
                        one.wallets.read(
                                """
                                select unclear.subject
                                from notification unclear
                                left join notification ended
                                    on ended.subject = unclear.subject
                                        and ended.user_id = unclear.user_id
                                        and ended.notification_no > unclear.notification_no
                                where unclear.kind = 'PAYMENT_UNCLEAR' and ended.subject is null
                                """))
                .isEmpty();
    }

    private static Answer payUnclear(PayTicket ticket, String card) {
        one.bank.fault(Fault.ANSWER_LOST);
        Answer answer = one.pay(ticket, "BANK", card);
        one.bank.fault(Fault.NONE);
        assertThat(answer.word()).isEqualTo("UNCLEAR");
        return answer;
    }

    @Test
    void what_the_bank_debited_unheard_is_paid_once_it_is_asked_again() {
        PayTicket ticket = one.payTicket(newUser(), 8_88);
        payUnclear(ticket, "card-good");

        one.clock.advance(TwoPayServices.LONG);
        one.retryDocuments();

        assertThat(one.packets.told(ticket.packet())).isEqualTo(1);
        assertThat(one.pay(ticket).word()).isEqualTo("PAID");
    }

    @Test
    void what_the_bank_declined_unheard_is_payable_again() {
        UserId li = one.userWith(8_88);
        PayTicket ticket = one.payTicket(li, 8_88);
        payUnclear(ticket, FakeBank.DECLINED_CARD);
        assertThat(one.pay(ticket, "CHANGE", null).word()).isEqualTo("payment_in_progress");

        one.clock.advance(TwoPayServices.LONG);
        one.retryDocuments();

        assertThat(
                        one.pay(one.payTicket(li, ticket.packet(), 8_88, ticket.wrapKey().value()))
                                .word())
                .isEqualTo("PAID");
    }

    @Test
    void an_unclear_document_waits_before_the_bank_is_queried() {
        PayTicket ticket = one.payTicket(newUser(), 8_88);
        payUnclear(ticket, "card-good");
        int calls = one.bank.calls();

        one.clock.advance(SETTINGS.queryAfter().minusMillis(1));
        one.retryDocuments();
        assertThat(one.bank.calls()).isEqualTo(calls);

        one.clock.advance(Duration.ofMillis(1));
        one.retryDocuments();
        assertThat(one.pay(ticket).word()).isEqualTo("PAID");
    }

    /** Its maker may still be with the bank. */
    @Test
    void a_document_whose_maker_vanished_is_unclear_after_its_time() {
        PayTicket ticket = one.payTicket(newUser(), 8_88);
        one.bank.breaks(1);
        one.pay(ticket, "BANK", "card-good");
        assertThat(state(ticket)).isEqualTo("OPEN");

        one.retryDocuments();
        assertThat(state(ticket)).isEqualTo("OPEN");

        one.clock.advance(SETTINGS.askAfter());
        one.retryDocuments();
        assertThat(state(ticket)).isEqualTo("UNCLEAR");
    }

    @Test
    void what_the_bank_never_saw_is_locked_and_the_packet_is_payable_again() {
        PayTicket ticket = one.payTicket(newUser(), 8_88);
        one.bank.fault(Fault.CALL_LOST);
        assertThat(one.pay(ticket, "BANK", "card-good").word()).isEqualTo("UNCLEAR");
        one.bank.fault(Fault.NONE);

        one.clock.advance(TwoPayServices.LONG);
        one.retryDocuments();

        assertThat(state(ticket)).isEqualTo("LOCKED");
        assertThat(one.packets.told(ticket.packet())).isZero();
        assertThat(one.pay(ticket, "BANK", "card-good").word()).isEqualTo("PAID");
    }

    @Test
    void a_debit_known_too_late_for_its_packet_goes_back_to_the_card() {
        PayTicket ticket = one.payTicket(newUser(), 8_88);
        payUnclear(ticket, "card-good");

        one.clock.moveTo(ticket.payBy().plus(SETTINGS.deliverMax()).plusMillis(1));
        one.bank.fault(Fault.NONE);
        unescalated(one);

        assertThat(state(ticket)).isEqualTo("REFUNDED");
        assertThat(one.packets.told(ticket.packet())).isZero();
        assertThat(one.pay(ticket, "BANK", "card-good").word()).isEqualTo("payment_too_late");
    }

    /** As a service does whose documents are given to a person later than they are too late. */
    private static void unescalated(TestPayService service) {
        var settings =
                new CardSettings(
                        SETTINGS.askAfter(),
                        SETTINGS.queryAfter(),
                        SETTINGS.pauseMax(),
                        SETTINGS.interval(),
                        SETTINGS.atOnceMax(),
                        SETTINGS.deliverMax(),
                        Duration.ofDays(30));
        var retry =
                new RetryDocuments(
                        service.bean(WalletShards.class),
                        service.bean(AskBank.class),
                        settings,
                        service.clock,
                        new SimpleMeterRegistry());
        service.bean(WalletShards.class).all().forEach(retry::retryDue);
    }

    @Test
    void a_document_that_got_too_old_waits_for_a_person_who_gives_it_back() {
        PayTicket ticket = one.payTicket(newUser(), 8_88);
        payUnclear(ticket, "card-good");
        one.bank.fault(Fault.CALL_LOST);
        one.clock.advance(SETTINGS.escalateAfter().plus(TwoPayServices.LONG));
        one.retryDocuments();
        int calls = one.bank.calls();

        one.clock.advance(TwoPayServices.LONG);
        one.retryDocuments();
        one.bank.fault(Fault.NONE);
        one.clock.advance(TwoPayServices.LONG);
        one.retryDocuments();
        assertThat(one.bank.calls()).isEqualTo(calls);
        assertThat(one.bean(EscalatedDocuments.class).list())
                .extracting(CardDocument::number)
                .containsExactly(ticket.packet().value());
        assertThat(one.pay(ticket, "BANK", "card-other").word()).isEqualTo("payment_in_progress");

        assertThat(one.bean(EscalatedDocuments.class).resume()).isEqualTo(1);
        one.retryDocuments();
        assertThat(state(ticket)).isEqualTo("PAID");
        assertThat(one.bean(EscalatedDocuments.class).list()).isEmpty();
    }

    private static String state(PayTicket ticket) {
        return one.wallets
                .read(
                        "select state from card_document where number = '"
                                + ticket.packet().value()
                                + "'")
                .getFirst();
    }

    @Test
    void the_pauses_between_asks_grow_up_to_a_limit() {
        assertThat(List.of(0, 1, 2, 3, 4, 5, 1_000))
                .extracting(asks -> SETTINGS.pauseAfter(asks).toSeconds())
                .containsExactly(4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void of_several_instances_one_asks() throws Exception {
        var packets = new ArrayList<OrderNumber>();
        for (int i = 0; i < 10; i++) {
            PayTicket ticket = one.payTicket(newUser(), 1_00);
            payUnclear(ticket, "card-good");
            packets.add(ticket.packet());
        }
        int calls = one.bank.calls();
        one.clock.advance(TwoPayServices.LONG);

        List<Callable<Integer>> looks =
                List.of(
                        one::retryDocuments,
                        two::retryDocuments,
                        one::retryDocuments,
                        two::retryDocuments);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var look : threads.invokeAll(looks)) {
                look.get();
            }
        }

        assertThat(one.bank.calls()).isEqualTo(calls + 10);
        for (OrderNumber packet : packets) {
            assertThat(one.packets.told(packet) + two.packets.told(packet)).isEqualTo(1);
        }
    }

    @Test
    void a_starting_service_takes_up_what_another_left_open() {
        var clock = new MovableClock(TestPayService.NOON);
        var bank = new FakeBank();
        TestWallets wallets = TestWallets.create();
        PayTicket ticket;
        UserId wang = TestPayService.newUserOfSecondShard();
        try (TestPayService stopped = TestPayService.start(wallets, clock, bank)) {
            stopped.waitUntilReady();
            bank.fault(Fault.ANSWER_LOST);
            ticket = stopped.payTicket(newUser(), 8_88);
            assertThat(stopped.pay(ticket, "BANK", "card-good").word()).isEqualTo("UNCLEAR");
            bank.fault(Fault.CALL_LOST);
            assertThat(stopped.topUp(wang, "key", 5_00, "card-good").word()).isEqualTo("UNCLEAR");
        }
        bank.fault(Fault.NONE);
        clock.advance(TwoPayServices.LONG);

        try (TestPayService started =
                TestPayService.start(wallets, clock, bank, "hongbao.pay.cards.interval=50ms")) {
            started.waitUntilReady();

            Eventually.passes(
                    "open documents decided",
                    SOON,
                    () -> {
                        assertThat(started.packets.told(ticket.packet())).isEqualTo(1);
                        assertThat(started.topUp(wang, "key", 5_00, "card-good").word())
                                .isEqualTo("payment_failed");
                    });
            assertThat(started.balance(wang)).isZero();
            assertThat(started.pay(ticket).word()).isEqualTo("PAID");
            started.assertMoneyIsConserved();
        }
    }

    @Test
    void a_bug_in_one_look_ends_neither_the_look_nor_those_after_it() {
        var bank = new FakeBank();
        var clock = new MovableClock(TestPayService.NOON);
        try (TestPayService service =
                TestPayService.start(
                        TestWallets.create(), clock, bank, "hongbao.pay.cards.interval=20ms")) {
            service.waitUntilReady();
            UserId li = newUser();
            bank.fault(Fault.ANSWER_LOST);
            service.topUp(li, "first", 1_00, "card-good");
            service.topUp(li, "second", 2_00, "card-good");
            bank.fault(Fault.NONE);

            // Of two documents in one look one meets the bug, and the other is decided.
            bank.breaks(1);
            clock.advance(TwoPayServices.LONG);
            Eventually.isTrue("the other decided", SOON, () -> service.balance(li) > 0);
            assertThat(bank.bugsLeft()).isZero();
            clock.advance(TwoPayServices.LONG);

            Eventually.isTrue("both decided", SOON, () -> service.balance(li) == 3_00);
            service.assertMoneyIsConserved();
        }
    }

    /** Whoever decided may have stopped before it could tell. */
    @Test
    void who_asks_about_what_another_instance_decided_gets_its_answer_and_tells_it_too() {
        PayTicket paid = one.payTicket(newUser(), 1_00);
        PayTicket declined = one.payTicket(newUser(), 1_00);
        payUnclear(paid, "card-good");
        payUnclear(declined, FakeBank.DECLINED_CARD);

        CardOutcome paidHere = debitAt(one, paid, "card-good");
        CardOutcome paidThere = debitAt(two, paid, "card-good");
        CardOutcome declinedHere = debitAt(one, declined, FakeBank.DECLINED_CARD);
        CardOutcome declinedThere = debitAt(two, declined, FakeBank.DECLINED_CARD);

        assertThat(paidHere).isInstanceOf(CardOutcome.Paid.class);
        assertThat(paidThere).isInstanceOf(CardOutcome.Paid.class);
        assertThat(one.packets.told(paid.packet())).isEqualTo(1);
        assertThat(two.packets.told(paid.packet())).isEqualTo(1);
        assertThat(declinedHere).isInstanceOf(CardOutcome.Declined.class);
        assertThat(declinedThere).isInstanceOf(CardOutcome.Declined.class);
        assertThat(two.packets.told(declined.packet())).isZero();
    }

    /** As the call that opened the document knows it: open, whatever became of it since. */
    private static CardOutcome debitAt(TestPayService instance, PayTicket ticket, String card) {
        var document =
                CardDocument.create(
                        CardDocument.numberOf(ticket.packet(), 1),
                        ticket.payer(),
                        new CardPurpose.PaysPacket(
                                ticket.packet(),
                                ticket.wrapKey(),
                                ticket.payBy(),
                                ticket.lifetime()),
                        ticket.total(),
                        one.bean(ChooseCard.class).choose(new CardToken(card)).card(),
                        one.clock.instant(),
                        one.clock.instant());
        return instance.bean(AskBank.class).debit(document);
    }

    /** The locks prevent it; whoever breaks in all the same loses no money of the payer's. */
    @Test
    void a_card_debited_for_a_wrap_that_is_paid_gets_its_money_back() {
        UserId li = one.userWith(1_00);
        PayTicket ticket = one.payTicket(li, newPacket(), 8_88, "twice");
        payUnclear(ticket, "card-good");
        OrderNumber other = newPacket();
        postDirectly(
                Transfer.packetPay(
                        other,
                        Account.of(li),
                        new Money(1_00),
                        new WrapId(li, ticket.wrapKey()),
                        one.clock.instant()));

        one.clock.advance(TwoPayServices.LONG);
        one.retryDocuments();

        assertThat(one.balance(li)).isZero();
        assertThat(state(ticket)).isEqualTo("REFUNDED");
        assertThat(one.pay(ticket, "BANK", "card-good").word()).isEqualTo("wrap_already_paid");
        assertThat(one.packets.told(ticket.packet())).isZero();
    }

    private static void postDirectly(Transfer transfer) {
        var database = one.wallets.databases().get(0);
        try (var connection =
                new LaneConnection(
                        "direct",
                        new MysqlSource(
                                database.url(),
                                database.user(),
                                database.password(),
                                TestWallets.PATIENT),
                        TestWallets.PATIENT,
                        new SimpleMeterRegistry())) {
            new LedgerWrites(one.clock).post(connection, List.of(transfer));
        }
    }

    /** Payments of two packets of one wrap, by all means, at both instances, with a bad bank. */
    @Test
    void whatever_races_a_wrap_is_paid_once_and_no_card_is_debited_twice() {
        Seeds.times(
                5,
                random -> {
                    UserId li = one.userWith(1 + random.nextInt(5_00));
                    OrderNumber first = newPacket();
                    OrderNumber healed = newPacket();
                    String wrapKey = "race-" + first.sequence();
                    var calls = new ArrayList<Callable<Answer>>();
                    for (int i = 0; i < 12; i++) {
                        calls.add(
                                randomPayment(
                                        random,
                                        li,
                                        random.nextBoolean() ? first : healed,
                                        wrapKey));
                    }

                    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                        for (var call : threads.invokeAll(calls)) {
                            assertThat(call.get().status()).isIn(200, 202, 402, 409);
                        }
                    }
                    one.bank.fault(Fault.NONE);
                    one.clock.advance(TwoPayServices.LONG);
                    one.retryDocuments();

                    assertThat(
                                    one.wallets.sum(
                                            "select count(*) from transfer where kind = 'PACKET_PAY'"
                                                    + " and user_id = "
                                                    + li))
                            .isLessThanOrEqualTo(1);
                    assertThat(
                                    one.wallets.read(
                                            "select number from card_document where state ="
                                                    + " 'REFUNDED' and user_id = "
                                                    + li))
                            .isEmpty();
                    one.assertMoneyIsConserved();
                });
    }

    private static Callable<Answer> randomPayment(
            RandomGenerator random, UserId li, OrderNumber packet, String wrapKey) {
        TestPayService instance = random.nextBoolean() ? one : two;
        PayTicket ticket = instance.payTicket(li, packet, 3_00, wrapKey);
        Fault fault = List.of(Fault.values()).get(random.nextInt(Fault.values().length));
        int choice = random.nextInt(4);
        return () -> {
            one.bank.fault(fault);
            return switch (choice) {
                case 0 -> instance.pay(ticket);
                case 1 -> instance.pay(ticket, null, "card-good");
                case 2 -> instance.pay(ticket, "BANK", "card-good");
                default -> instance.pay(ticket, "BANK", FakeBank.DECLINED_CARD);
            };
        };
    }

    @Test
    void a_shard_is_known_by_its_users() {
        assertThat(one.bean(WalletShards.class).of(newUser()).id()).isEqualTo("wallet-0");
        assertThat(one.bean(WalletShards.class).of(TestPayService.newUserOfSecondShard()).id())
                .isEqualTo("wallet-1");
    }
}
