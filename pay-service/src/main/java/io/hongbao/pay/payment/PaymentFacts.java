package io.hongbao.pay.payment;

import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.ledger.account.Account;
import io.hongbao.ledger.account.Transfer;
import io.hongbao.ledger.account.WrapId;
import io.hongbao.ledger.card.BankCard;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.ledger.card.CardPurpose.PaysPacket;
import io.hongbao.pay.card.ChosenCard;
import io.hongbao.pay.limit.LimitHit;
import io.hongbao.pay.packet.PaymentEvents;
import io.hongbao.pay.payment.PayDecision.AlreadyPaid;
import io.hongbao.pay.payment.PayDecision.BankAskedBefore;
import io.hongbao.pay.payment.PayDecision.CardChosen;
import io.hongbao.pay.payment.PayDecision.CardRefused;
import io.hongbao.pay.payment.PayDecision.InsufficientBalance;
import io.hongbao.pay.payment.PayDecision.OverLimit;
import io.hongbao.pay.payment.PayDecision.PaidFromBalance;
import io.hongbao.pay.payment.PayDecision.PaymentInProgress;
import io.hongbao.pay.payment.PayDecision.TicketInvalid;
import io.hongbao.pay.payment.PayDecision.TooLate;
import io.hongbao.pay.payment.PayDecision.WrapAlreadyPaid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is true, under the payer's lock, when somebody tries to pay.
 *
 * @param payment of this packet
 * @param wrapPayment of any packet of the same wrap
 * @param documents of the same wrap, decided ones included
 * @param balance the payer's
 * @param limit of the payer that this payment would exceed
 * @param cardLimit of the payer that it would exceed by card
 */
record PaymentFacts(
        Optional<Transfer> payment,
        Optional<Transfer> wrapPayment,
        List<CardDocument> documents,
        Money balance,
        Optional<LimitHit> limit,
        Optional<LimitHit> cardLimit) {

    /**
     * Decides one payment. It takes effect when the decision is committed.
     *
     * @param askAfter when the background may ask the bank about a new document
     */
    PayDecision decide(PayTicket ticket, PayChoice choice, Instant now, Duration askAfter) {
        if (payment.isPresent()) {
            Transfer first = payment.get();
            return first.user().equals(ticket.payer()) && first.amount().equals(ticket.total())
                    ? new AlreadyPaid(first)
                    : new TicketInvalid();
        }
        if (wrapPayment.isPresent()) {
            return new WrapAlreadyPaid(PaymentEvents.packetOf(wrapPayment.get()));
        }
        Optional<CardDocument> undecided =
                documents.stream().filter(CardDocument::undecided).findFirst();
        if (undecided.isPresent()) {
            return isRepeat(undecided.get(), ticket, choice)
                    ? new BankAskedBefore(undecided.get())
                    : new PaymentInProgress();
        }
        if (now.isAfter(ticket.payBy())) {
            return new TooLate();
        }
        if (limit.isPresent()) {
            return new OverLimit(limit.get());
        }
        if (choice.allowsBalance() && balance.covers(ticket.total())) {
            return new PaidFromBalance(payFromBalance(ticket, now));
        }
        return choice.card()
                .map(chosen -> payByCard(ticket, chosen, now, askAfter))
                .orElseGet(InsufficientBalance::new);
    }

    private PayDecision payByCard(
            PayTicket ticket, ChosenCard chosen, Instant now, Duration askAfter) {
        if (cardLimit.isPresent()) {
            return new OverLimit(cardLimit.get());
        }
        return chosen.refusal() != null
                ? new CardRefused(chosen.refusal())
                : new CardChosen(document(ticket, chosen.card(), now, askAfter));
    }

    private static boolean isRepeat(CardDocument undecided, PayTicket ticket, PayChoice choice) {
        return isFor(undecided, ticket) && choice.isRepeatOf(undecided);
    }

    private static boolean isFor(CardDocument document, PayTicket ticket) {
        return document.purpose() instanceof PaysPacket pays
                && pays.packet().equals(ticket.packet());
    }

    private static Transfer payFromBalance(PayTicket ticket, Instant now) {
        return Transfer.packetPay(
                ticket.packet(),
                Account.of(ticket.payer()),
                ticket.total(),
                new WrapId(ticket.payer(), ticket.wrapKey()),
                now);
    }

    private CardDocument document(PayTicket ticket, BankCard card, Instant now, Duration askAfter) {
        int attempts = (int) documents.stream().filter(each -> isFor(each, ticket)).count();
        return CardDocument.create(
                CardDocument.numberOf(ticket.packet(), attempts + 1),
                ticket.payer(),
                new PaysPacket(
                        ticket.packet(), ticket.wrapKey(), ticket.payBy(), ticket.lifetime()),
                ticket.total(),
                card,
                now,
                now.plus(askAfter));
    }
}
