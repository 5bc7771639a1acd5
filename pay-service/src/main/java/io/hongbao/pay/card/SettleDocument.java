package io.hongbao.pay.card;

import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.pay.bank.BankAnswer;
import io.hongbao.pay.bank.BankAnswer.Debited;
import io.hongbao.pay.bank.BankAnswer.Declined;
import io.hongbao.pay.bank.BankAnswer.Locked;
import io.hongbao.pay.bank.BankAnswer.NotBooked;
import io.hongbao.pay.bank.BankAnswer.Refunded;
import io.hongbao.pay.bank.BankAnswer.Unclear;
import io.hongbao.pay.bank.BankChannels;
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
    private final BankChannels banks;
    private final PaymentEvents events;
    private final PacketService packets;

    public SettleDocument(
            WalletShards shards, BankChannels banks, PaymentEvents events, PacketService packets) {
        this.shards = shards;
        this.banks = banks;
        this.events = events;
        this.packets = packets;
    }

    /** The bank's decision, durable; {@code Unclear} when there is none yet. */
    public CardOutcome settle(CardDocument document) {
        return switch (debit(document)) {
            case Debited _ -> decide(document, true);
            case Declined _, Locked _ -> decide(document, false);
            case Unclear(var reason) -> {
                log.info(
                        "bank gave no clear answer: number={} reason={}",
                        document.number(),
                        reason);
                yield new CardOutcome.Unclear();
            }
            case Refunded _, NotBooked _ ->
                    throw new IllegalStateException(
                            "nobody gives money back: number=" + document.number());
        };
    }

    private BankAnswer debit(CardDocument document) {
        var debit = new BankDebit(document.number(), document.card(), document.amount());
        return banks.ofToken(document.card())
                .map(bank -> bank.debit(debit))
                .orElseGet(() -> new Unclear("no bank for this token"));
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
