package io.hongbao.pay.card;

import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardEvent;
import io.hongbao.ledger.card.CardState;
import io.hongbao.pay.bank.BankAnswer;
import io.hongbao.pay.bank.BankChannel;
import io.hongbao.pay.bank.BankChannels;
import io.hongbao.pay.bank.BankDebit;
import io.hongbao.pay.card.CardOutcome.Paid;
import io.hongbao.pay.card.CardOutcome.Unclear;
import io.hongbao.pay.card.DecideDocument.Decision;
import io.hongbao.pay.decline.CardDeclines;
import io.hongbao.pay.packet.PacketService;
import io.hongbao.pay.packet.PaymentEvents;
import io.hongbao.pay.shard.WalletShards;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a document's bank and writes down what it answers. What is asked of the bank is committed
 * before, and can be repeated: whatever fails on the way, the document stays as it is and is asked
 * about again; many may ask about the same one at once.
 */
public final class AskBank {

    private static final Logger log = LoggerFactory.getLogger(AskBank.class);

    /** More than any way from {@code UNCLEAR} to an end. */
    private static final int STEPS_MAX = 4;

    private final WalletShards shards;
    private final BankChannels channels;
    private final CardDeclines declines;
    private final CardSettings settings;
    private final PaymentEvents events;
    private final PacketService packets;

    public AskBank(
            WalletShards shards,
            BankChannels channels,
            CardDeclines declines,
            CardSettings settings,
            PaymentEvents events,
            PacketService packets) {
        this.shards = shards;
        this.channels = channels;
        this.declines = declines;
        this.settings = settings;
        this.events = events;
        this.packets = packets;
    }

    /** Debits the card of an {@code OPEN} document. An answer that is not clear is written too. */
    public CardOutcome debit(CardDocument document) {
        return decide(document, event(document, channel -> channel.debit(debitOf(document))))
                .outcome();
    }

    /**
     * What a caller is told who repeats the payment or top-up of a document that has not ended. The
     * debit is repeated while nobody knows it to be unclear; later the bank is queried.
     */
    public CardOutcome repeat(CardDocument document) {
        return switch (document.state()) {
            case OPEN -> debit(document);
            case UNCLEAR -> query(document);
            default -> new Unclear();
        };
    }

    /** Only what ends the document is written: when to lock is for the background to say. */
    private CardOutcome query(CardDocument document) {
        CardEvent event = event(document, channel -> channel.query(document.number()));
        return event == CardEvent.NO_ANSWER || event == CardEvent.NOT_BOOKED
                ? new Unclear()
                : decide(document, event).outcome();
    }

    /** Does what the document's state asks for, and goes on until the bank has to be waited for. */
    CardOutcome proceed(CardDocument document) {
        Decision decision = new Decision(new Unclear(), document, false);
        for (int step = 0; step < STEPS_MAX; step++) {
            CardState before = decision.document().state();
            decision = step(decision.document());
            CardState after = decision.document().state();
            boolean asksMore = after == CardState.LOCKING || after == CardState.REFUNDING;
            if (after == before || !asksMore) {
                break;
            }
        }
        return decision.outcome();
    }

    private Decision step(CardDocument document) {
        String number = document.number();
        CardEvent event =
                switch (document.state()) {
                    // Whoever made it has not ended it in time.
                    case OPEN -> CardEvent.NO_ANSWER;
                    case UNCLEAR -> event(document, channel -> channel.query(number));
                    case LOCKING -> event(document, channel -> channel.lock(number));
                    case REFUNDING -> event(document, channel -> channel.refund(number));
                    case PAID, DECLINED, LOCKED, REFUNDED ->
                            throw new IllegalStateException("must not have ended: " + number);
                };
        return decide(document, event);
    }

    private static BankDebit debitOf(CardDocument document) {
        String token =
                document.card()
                        .knownToken()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "must have its token: document=" + document.number()));
        return new BankDebit(document.number(), token, document.amount());
    }

    private CardEvent event(CardDocument document, Function<BankChannel, BankAnswer> ask) {
        String name = document.card().channel();
        BankAnswer answer =
                channels.named(name)
                        .map(ask)
                        .orElseGet(() -> new BankAnswer.Unclear("no such channel"));
        return switch (answer) {
            case BankAnswer.Debited _ -> CardEvent.DEBITED;
            case BankAnswer.Declined _ -> CardEvent.DECLINED;
            case BankAnswer.Locked _ -> CardEvent.LOCKED;
            case BankAnswer.NotBooked _ -> CardEvent.NOT_BOOKED;
            case BankAnswer.Refunded _ -> CardEvent.REFUNDED;
            case BankAnswer.Unclear(var reason) -> {
                log.info(
                        "bank gave no clear answer: number={} state={} bank={} reason={}",
                        document.number(),
                        document.state(),
                        name,
                        reason);
                yield CardEvent.NO_ANSWER;
            }
        };
    }

    private Decision decide(CardDocument document, CardEvent event) {
        UserId user = document.user();
        try {
            Decision decision =
                    shards.of(user).decide(new DecideDocument(document, event, settings, events));
            requireTruth(event, decision.document());
            if (decision.changed() && event == CardEvent.DECLINED) {
                declines.count(document.card().hash(), document.number());
            }
            // Also when it was decided before: whoever decided may have stopped before it could
            // tell.
            if (decision.outcome() instanceof Paid paid && paid.transfer().wrap().isPresent()) {
                packets.tellPaid(PaymentEvents.paid(paid.transfer()));
            }
            return decision;
        } catch (LaneFault fault) {
            log.warn(
                    "cannot write down what the bank answered: number={} event={}",
                    document.number(),
                    event,
                    fault);
            return new Decision(new Unclear(), document, false);
        }
    }

    /** A person has to speak with a bank that debits what it said it never would. */
    private static void requireTruth(CardEvent event, CardDocument stored) {
        if (event == CardEvent.DEBITED
                && (stored.state() == CardState.DECLINED || stored.state() == CardState.LOCKED)) {
            log.error(
                    "bank debited a number that it had ended: number={} bank={} state={}",
                    stored.number(),
                    stored.card().channel(),
                    stored.state());
        }
    }
}
