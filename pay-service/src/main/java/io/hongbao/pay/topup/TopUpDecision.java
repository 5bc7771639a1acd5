package io.hongbao.pay.topup;

import io.hongbao.contracts.money.Money;
import io.hongbao.ledger.card.CardDocument;
import io.hongbao.pay.limit.LimitHit;
import io.hongbao.serving.problem.ProblemException;

/** What is decided about one top-up, in order of precedence. */
sealed interface TopUpDecision {

    /** The key was used for another amount or card. */
    record KeyReused() implements TopUpDecision {}

    /** The money came before: what the user had right after it. */
    record AlreadyPaid(Money balance) implements TopUpDecision {}

    /** The bank declined this key's top-up, for ever. */
    record AlreadyDeclined() implements TopUpDecision {}

    /** This key's top-up took no money, and never will. */
    record AlreadyFailed() implements TopUpDecision {}

    /** The bank was asked before, and has not said. */
    record BankAskedBefore(CardDocument document) implements TopUpDecision {}

    /** One more top-up today would exceed a limit of the user. */
    record OverLimit(LimitHit hit) implements TopUpDecision {}

    /** No document may be made for the card now. */
    record CardRefused(ProblemException why) implements TopUpDecision {}

    /** The document is committed; the bank is to be asked. */
    record DocumentCreated(CardDocument document) implements TopUpDecision {}
}
