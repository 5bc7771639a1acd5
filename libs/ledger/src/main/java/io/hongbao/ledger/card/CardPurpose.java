package io.hongbao.ledger.card;

import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import java.time.Duration;
import java.time.Instant;

/** What a card is debited for: all that is needed to finish it, also after a restart. */
public sealed interface CardPurpose {

    /**
     * To pay for a packet.
     *
     * @param lifetime how long the packet can be opened once it is paid
     */
    record PaysPacket(OrderNumber packet, IdempotencyKey wrapKey, Instant payBy, Duration lifetime)
            implements CardPurpose {}

    /**
     * To add to the user's balance.
     *
     * @param key the client's, scoped to the user
     */
    record TopsUp(IdempotencyKey key) implements CardPurpose {}
}
