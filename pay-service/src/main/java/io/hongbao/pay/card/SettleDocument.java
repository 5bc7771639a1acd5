package io.hongbao.pay.card;

import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.pay.bank.BankAnswer.Debited;
import io.hongbao.pay.bank.BankAnswer.Declined;
import io.hongbao.pay.bank.BankAnswer.Unclear;
import io.hongbao.pay.bank.BankChannel;
import io.hongbao.pay.bank.BankDebit;
import io.hongbao.pay.card.CardOutcome.Paid;
import io.hongbao.pay.packet.PacketService;
import io.hongbao.pay.packet.PaymentEvents;
import io.hongbao.pay.shard.WalletShardHandle;
import io.hongbao.pay.shard.WalletShards;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the bank about a committed document and writes down what it decides. Whatever fails on the
 * way, the document stays open and is asked about again; many may settle the same one at once.
 */
public final class SettleDocument {

    private static final Logger log = LoggerFactory.getLogger(SettleDocument.class);

    private final WalletShards shards;
    private final BankChannel bank;
    private final PaymentEvents events;
    private final PacketService packets;

    public SettleDocument(
            WalletShards shards, BankChannel bank, PaymentEvents events, PacketService packets) {
        this.shards = shards;
        this.bank = bank;
        this.events = events;
        this.packets = packets;
    }

    /** The bank's decision, durable; {@code Unclear} when there is none yet. */
    public CardOutcome settle(CardDocument document) {
        return switch (bank.debit(
                new BankDebit(document.number(), document.card(), document.amount()))) {
            case Debited _ -> decide(document, true);
            case Declined _ -> decide(document, false);
            case Unclear(var reason) -> {
                log.info(
                        "bank gave no clear answer: number={} reason={}",
                        document.number(),
                        reason);
                yield new CardOutcome.Unclear();
            }
        };
    }

    private CardOutcome decide(CardDocument document, boolean debited) {
        WalletShardHandle shard = shards.of(document.user());
        try {
            CardOutcome outcome = shard.decide(new DecideDocument(document, debited, events));
            // Also when it was decided before: whoever decided may have stopped before it could
            // tell.
            if (outcome instanceof Paid paid && paid.transfer().wrap().isPresent()) {
                packets.tellPaid(PaymentEvents.paid(paid.transfer()));
            }
            return outcome;
        } catch (LaneFault fault) {
            log.warn(
                    "cannot write down what the bank decided: number={}", document.number(), fault);
            return new CardOutcome.Unclear();
        }
    }
}
