package io.hongbao.reconcile.report;

/**
 * One thing that breaks an invariant.
 *
 * @param kind what is wrong, the same words for the same wrong
 * @param place the SET and table, or the wallet shard, or the history
 * @param subject the order number, share, user or transfer
 * @param found the rule, then the values
 * @param late a cause whose effect is missing so far: waiting may heal it
 */
public record Discrepancy(String kind, String place, String subject, String found, boolean late) {}
