package io.hongbao.ledger.card;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.account.SystemAccount;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.card.CardPurpose.PaysPacket;
import io.hongbao.ledger.card.CardPurpose.TopsUp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The intention to take money from a card, committed before the bank is asked, so that no debit is
 * ever forgotten. The bank's debit has the same number and is idempotent by it.
 *
 * @param number 1 to 192 characters
 * @param card 1 to 64 characters
 * @param decidedAt null while undecided
 * @param asks how often the background asked the bank; guards its claims
 * @param nextAskAt when the background asks next; null once decided
 */
public record CardDocument(
        String number,
        UserId user,
        CardPurpose purpose,
        Money amount,
        String card,
        CardState state,
        Instant createdAt,
        @Nullable Instant decidedAt,
        int asks,
        @Nullable Instant nextAskAt) {

    /** The most letters of a card's text. */
    public static final int CARD_LENGTH_MAX = 64;

    public CardDocument {
        if (amount.fen() < 1) {
            throw new IllegalArgumentException("must be >= 1: amountFen=" + amount.fen());
        }
        if ((state == CardState.OPEN) != (decidedAt == null && nextAskAt != null)) {
            throw new IllegalArgumentException("must be decided unless OPEN: number=" + number);
        }
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A document to be committed now and asked about again from {@code nextAskAt} on. */
    public static CardDocument create(
            String number,
            UserId user,
            CardPurpose purpose,
            Money amount,
            String card,
            Instant now,
            Instant nextAskAt) {
        return new CardDocument(
                number, user, purpose, amount, card, CardState.OPEN, now, null, 0, nextAskAt);
    }

    /** The number of a payment's attempt: the order number, then {@code orderNumber.2} and on. */
    public static String numberOf(OrderNumber packet, int attempt) {
        return attempt == 1 ? packet.value() : packet.value() + '.' + attempt;
    }

    /** The number of a top-up. There is one attempt for each key. */
    public static String numberOf(UserId user, IdempotencyKey key) {
        return "topup:" + user + ':' + key;
    }

    public boolean undecided() {
        return state == CardState.OPEN;
    }

    /** The wrap whose packet it pays. */
    public Optional<WrapId> wrap() {
        return switch (purpose) {
            case PaysPacket pays -> Optional.of(new WrapId(user, pays.wrapKey()));
            case TopsUp _ -> Optional.empty();
        };
    }

    /** The transfer that a debit of the bank turns into, decided at {@code at}. */
    public Transfer transfer(Instant at) {
        return switch (purpose) {
            case PaysPacket pays ->
                    Transfer.packetPay(
                            pays.packet(),
                            SystemAccount.BANK,
                            amount,
                            new WrapId(user, pays.wrapKey()),
                            at);
            case TopsUp(var key) -> Transfer.topUp(user, key, amount, at);
        };
    }

    public CardDocument decided(CardState outcome, Instant at) {
        return new CardDocument(
                number, user, purpose, amount, card, outcome, createdAt, at, asks, null);
    }

    /** Claimed by one background task, which asks now; others ask from {@code next} on. */
    public CardDocument asked(Instant next) {
        return new CardDocument(
                number, user, purpose, amount, card, state, createdAt, decidedAt, asks + 1, next);
    }
}
