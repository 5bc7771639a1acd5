package io.hongbao.reconcile.kind;

import java.util.HashSet;
import java.util.Set;

/**
 * What must not be repaired, by all that was found, also what no report lists: packets of which
 * anything needs a person, since then there may be a second explanation, and wallets whose balance
 * is not proven. For use by many threads.
 */
public final class RepairGuard {

    /** Some 100 bytes each. */
    private static final int NAMES_MAX = 1_000_000;

    private final int namesMax;
    private final Set<String> packetsForPersons = new HashSet<>();
    private final Set<Long> walletsNotProven = new HashSet<>();
    private boolean complete = true;

    public RepairGuard() {
        this(NAMES_MAX);
    }

    /** {@code namesMax}: of packets and wallets together; beyond that, nothing is repaired. */
    RepairGuard(int namesMax) {
        this.namesMax = namesMax;
    }

    public synchronized void add(Finding finding) {
        if (finding.kind().remedy() != Remedy.PERSON) {
            return;
        }
        complete &= !finding.more();
        if (packetsForPersons.size() + walletsNotProven.size() >= namesMax) {
            complete = false;
            return;
        }
        if (!finding.orderNo().isEmpty()) {
            packetsForPersons.add(finding.orderNo());
        }
        if (finding.kind() == Kind.BALANCE_DIFFERS) {
            walletsNotProven.add(finding.userId());
        }
    }

    /** Whether it knows all; else anything may be among what it does not know. */
    public synchronized boolean complete() {
        return complete;
    }

    public synchronized boolean needsPerson(String orderNo) {
        return packetsForPersons.contains(orderNo);
    }

    public synchronized boolean proven(long userId) {
        return !walletsNotProven.contains(userId);
    }
}
