package io.hongbao.gateway.combine;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.routing.WalletSlot;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of combining.
 *
 * @param callsInFlight calls of one lane on their way at once
 * @param itemsMax items of one call; at most {@code CombinedCalls.ITEMS_MAX}
 * @param queueMax users' calls that wait in one lane; the next one is refused
 * @param lanesMax lanes there can be of one kind: instances × SETs, and × walletParts for payments
 * @param idleAfter a lane that nobody used for so long is closed
 * @param walletParts how many lanes the payments for one SET to one instance have, by ranges of
 *     users' slots: a wallet shard that hangs holds up the payments of no other part
 * @param answerMargin what an instance gets less than we wait, so that it answers in time whatever
 *     happens behind it
 */
@ConfigurationProperties("hongbao.gateway.combine")
public record CombineSettings(
        @DefaultValue("2") int callsInFlight,
        @DefaultValue("256") int itemsMax,
        @DefaultValue("4096") int queueMax,
        @DefaultValue("4096") int lanesMax,
        @DefaultValue("1m") Duration idleAfter,
        @DefaultValue("2") int walletParts,
        @DefaultValue("200ms") Duration answerMargin) {

    public CombineSettings {
        if (itemsMax < 1 || itemsMax > CombinedCalls.ITEMS_MAX) {
            throw new IllegalArgumentException(
                    "must be 1 to %d: hongbao.gateway.combine.items-max=%d"
                            .formatted(CombinedCalls.ITEMS_MAX, itemsMax));
        }
        if (walletParts < 1 || walletParts > WalletSlot.COUNT) {
            throw new IllegalArgumentException(
                    "must be 1 to %d: hongbao.gateway.combine.wallet-parts=%d"
                            .formatted(WalletSlot.COUNT, walletParts));
        }
    }
}
