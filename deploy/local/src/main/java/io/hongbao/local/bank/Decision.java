package io.hongbao.local.bank;

/** A debit with its outcome, as it stands in the books. */
record Decision(Debit debit, Outcome outcome) {}
