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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The intention to take money from a card, committed before the bank is asked, so that no debit is
 * ever forgotten. The bank's debit has the same number and is idempotent by it.
 *
 * @param number 1 to 192 characters
 * @param decidedAt when it ended; null until then
 * @param asks how often the background asked the bank in this state; guards its claims
 * @param nextAskAt when the background asks next; null once it has ended or waits for a person
 * @param balanceAfter the user's balance right after a top-up, which a repeat tells; else null
 * @param escalatedAt when it was given to a person, because the bank gave no clear answer for too
 *     long; null otherwise
 */
public record CardDocument(
        String number,
        UserId user,
        CardPurpose purpose,
        Money amount,
        BankCard card,
        CardState state,
        Instant createdAt,
        @Nullable Instant decidedAt,
        int asks,
        @Nullable Instant nextAskAt,
        @Nullable Instant escalatedAt,
        @Nullable Money balanceAfter) {

    public CardDocument {
        if (amount.fen() < 1) {
            throw new IllegalArgumentException("must be >= 1: amountFen=" + amount.fen());
        }
        if (state.isEnd() != (decidedAt != null)
                || state.isEnd() != (nextAskAt == null && escalatedAt == null)) {
            throw new IllegalArgumentException(
                    "must be due or with a person until it has ended: number=" + number);
        }
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A document to be committed now; its maker has until {@code nextAskAt} to end it. */
    public static CardDocument create(
            String number,
            UserId user,
            CardPurpose purpose,
            Money amount,
            BankCard card,
            Instant now,
            Instant nextAskAt) {
        return new CardDocument(
                number,
                user,
                purpose,
                amount,
                card,
                CardState.OPEN,
                now,
                null,
                0,
                nextAskAt,
                null,
                null);
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
        return !state.isEnd();
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

    /**
     * What becomes of it at {@code at}; itself when the event changes nothing. One that has not
     * ended is asked about again after {@code pause}.
     */
    public CardDocument after(CardEvent event, Instant at, Duration pause) {
        return CardLifecycle.next(state, event)
                .map(next -> next.isEnd() ? ended(next, at) : waiting(next, at.plus(pause)))
                .orElse(this);
    }

    private CardDocument ended(CardState end, Instant at) {
        return new CardDocument(
                number,
                user,
                purpose,
                amount,
                card.withoutToken(),
                end,
                createdAt,
                at,
                asks,
                null,
                null,
                balanceAfter);
    }

    private CardDocument waiting(CardState next, Instant nextAsk) {
        return undecided(next, next == state ? asks : 0, nextAsk, null);
    }

    /** Claimed by one background task, which asks now; others ask from {@code next} on. */
    public CardDocument asked(Instant next) {
        return undecided(state, asks + 1, next, null);
    }

    /** Given to a person at {@code at}: the background asks no more. */
    public CardDocument escalated(Instant at) {
        return undecided(state, asks, null, at);
    }

    /** Given back by a person at {@code at}: the background asks at once. */
    public CardDocument resumed(Instant at) {
        return undecided(state, 0, at, null);
    }

    private CardDocument undecided(
            CardState now, int asked, @Nullable Instant nextAsk, @Nullable Instant escalation) {
        return new CardDocument(
                number,
                user,
                purpose,
                amount,
                card,
                now,
                createdAt,
                null,
                asked,
                nextAsk,
                escalation,
                null);
    }

    /** Of a top-up that is {@code PAID}: what the user has with it. */
    public CardDocument withBalanceAfter(Money balance) {
        return new CardDocument(
                number,
                user,
                purpose,
                amount,
                card,
                state,
                createdAt,
                decidedAt,
                asks,
                nextAskAt,
                escalatedAt,
                balance);
    }
}
