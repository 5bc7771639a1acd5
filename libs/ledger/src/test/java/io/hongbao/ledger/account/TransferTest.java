package io.hongbao.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00.123456Z");
    private static final UserId LI = new UserId(1001);
    private static final UserId WANG = new UserId(1002);
    private static final OrderNumber PACKET = new OrderNumber("2026112100000000010003");
    private static final Money AMOUNT = new Money(8_88);

    @ParameterizedTest
    @ValueSource(strings = {"user:1001", "escrow", "bank", "promotion"})
    void an_account_is_read_as_it_is_written(String text) {
        assertThat(Account.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user:", "user:0", "user:01", "Escrow", "user"})
    void other_text_is_no_account(String text) {
        assertThatThrownBy(() -> Account.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void each_kind_has_its_business_number() {
        var key = new IdempotencyKey("k:1");

        assertThat(Transfer.topUp(LI, key, AMOUNT, NOON).id())
                .isEqualTo(new TransferId(TransferKind.TOP_UP, "1001:k:1"));
        assertThat(pay(Account.of(LI), LI).id())
                .isEqualTo(new TransferId(TransferKind.PACKET_PAY, PACKET.value()));
        assertThat(Transfer.shareCredit(PACKET, 7, LI, AMOUNT, NOON).id())
                .isEqualTo(new TransferId(TransferKind.SHARE_CREDIT, PACKET + ":7"));
        assertThat(Transfer.packetRefund(PACKET, LI, AMOUNT, NOON).id())
                .isEqualTo(new TransferId(TransferKind.PACKET_REFUND, PACKET.value()));
    }

    private static Transfer pay(Account from, UserId payer) {
        return Transfer.packetPay(
                PACKET, from, AMOUNT, new WrapId(payer, new IdempotencyKey("w")), NOON);
    }

    @Test
    void times_are_whole_milliseconds_and_no_content() {
        Transfer first = Transfer.packetRefund(PACKET, LI, AMOUNT, NOON);
        Transfer later = Transfer.packetRefund(PACKET, LI, AMOUNT, NOON.plusSeconds(9));

        assertThat(first.businessAt()).isEqualTo(Instant.parse("2026-11-21T04:00:00.123Z"));
        assertThat(first.sameContent(later)).isTrue();
    }

    @Test
    void another_account_or_amount_or_user_is_other_content() {
        Transfer byBalance = pay(Account.of(LI), LI);

        assertThat(byBalance.sameContent(pay(SystemAccount.BANK, LI))).isFalse();
        assertThat(byBalance.sameContent(pay(Account.of(WANG), WANG))).isFalse();
        assertThat(
                        Transfer.packetRefund(PACKET, LI, AMOUNT, NOON)
                                .sameContent(Transfer.packetRefund(PACKET, LI, new Money(1), NOON)))
                .isFalse();
    }

    @Test
    void a_transfer_that_moves_nothing_or_between_users_is_a_bug() {
        assertThatThrownBy(() -> Transfer.packetRefund(PACKET, LI, Money.ZERO, NOON))
                .hasMessage("must be >= 1: amountFen=0");
        assertThatThrownBy(() -> pay(Account.of(WANG), LI))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pay(SystemAccount.ESCROW, LI))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
