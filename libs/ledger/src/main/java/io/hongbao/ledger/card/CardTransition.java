package io.hongbao.ledger.card;

/** One arrow of {@link CardLifecycle}. */
public record CardTransition(CardState from, CardEvent event, CardState to) {}
