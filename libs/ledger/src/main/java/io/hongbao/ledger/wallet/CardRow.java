package io.hongbao.ledger.wallet;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.account.TransferKind;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardPurpose;
import io.hongbao.ledger.card.CardPurpose.PaysPacket;
import io.hongbao.ledger.card.CardPurpose.TopsUp;
import io.hongbao.ledger.card.CardState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A card document as it is stored. */
record CardRow(
        String number,
        String kind,
        long userId,
        @Nullable String orderNo,
        @Nullable String wrapKey,
        @Nullable String topUpKey,
        long amountFen,
        String card,
        String state,
        @Nullable Long lifetimeMs,
        @Nullable Instant payBy,
        Instant createdAt,
        @Nullable Instant decidedAt,
        int asks,
        @Nullable Instant nextAskAt) {

    static CardRow of(CardDocument document) {
        return switch (document.purpose()) {
            case PaysPacket pays -> of(document, TransferKind.PACKET_PAY, pays, null);
            case TopsUp(var key) -> of(document, TransferKind.TOP_UP, null, key);
        };
    }

    private static CardRow of(
            CardDocument document,
            TransferKind kind,
            @Nullable PaysPacket pays,
            @Nullable IdempotencyKey topUp) {
        return new CardRow(
                document.number(),
                kind.name(),
                document.user().value(),
                pays == null ? null : pays.packet().value(),
                pays == null ? null : pays.wrapKey().value(),
                topUp == null ? null : topUp.value(),
                document.amount().fen(),
                document.card(),
                document.state().name(),
                pays == null ? null : pays.lifetime().toMillis(),
                pays == null ? null : pays.payBy(),
                document.createdAt(),
                document.decidedAt(),
                document.asks(),
                document.nextAskAt());
    }

    CardDocument toDocument() {
        return new CardDocument(
                number,
                new UserId(userId),
                purpose(),
                new Money(amountFen),
                card,
                CardState.valueOf(state),
                createdAt,
                decidedAt,
                asks,
                nextAskAt);
    }

    private CardPurpose purpose() {
        if (topUpKey != null) {
            return new TopsUp(new IdempotencyKey(topUpKey));
        }
        if (orderNo == null || wrapKey == null || payBy == null || lifetimeMs == null) {
            throw new IllegalStateException("must name a packet or a top-up: number=" + number);
        }
        return new PaysPacket(
                new OrderNumber(orderNo),
                new IdempotencyKey(wrapKey),
                payBy,
                Duration.ofMillis(lifetimeMs));
    }
}
