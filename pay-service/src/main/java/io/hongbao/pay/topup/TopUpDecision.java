package io.hongbao.pay.topup;

import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.card.CardDocument;

/** What is decided about one top-up, in order of precedence. */
sealed interface TopUpDecision {

    /** The key was used for another amount or card. */
    record KeyReused() implements TopUpDecision {}

    /** The money came before. */
    record AlreadyPaid(Money balance) implements TopUpDecision {}

    /** The bank declined this key's top-up, for ever. */
    record AlreadyDeclined() implements TopUpDecision {}

    /** The document is committed; the bank is to be asked, perhaps again. */
    record AskBank(CardDocument document) implements TopUpDecision {}
}
