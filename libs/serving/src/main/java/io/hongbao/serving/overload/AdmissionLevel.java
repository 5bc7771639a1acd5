package io.hongbao.serving.overload;

import io.hongbao.contracts.overload.AdmissionRank;
import io.hongbao.contracts.overload.Tier;

/**
 * How many ranks of calls a process admits, moved once a window by how long work waited in it.
 * Lowered while the wait is too long and does not fall. Raised by half of the way to the level that
 * overloaded it last, and from there on one rank, two, four: each raise on trial for two windows. A
 * raise that was too much is taken back, and the next one beyond comes later: so a level settles
 * below what overloads, and does not swing. DAGOR (Zhou et al., SoCC 2018), with the search of TCP
 * BIC (Xu, Harfoush, Rhee, INFOCOM 2004) for the level that can be served, and exponential backoff
 * beyond it. For one thread.
 */
final class AdmissionLevel {

    /** Overload that lasts one window is a pause. */
    private static final int STRAINED_MIN = 2;

    private static final int TRIAL = 2;
    private static final int STEP_MAX = 8;
    private static final int BACKOFF_MAX = 16;

    /** A wait falls when it is at most so much of the last one. */
    private static final double FALLING = 0.95;

    /** So many times too long, and even calls of the first tier are refused, but for one part. */
    private static final double HOPELESS = 4;

    private static final int FIRST_TIER = AdmissionRank.first(Tier.SECOND);

    private final double waitMax;
    private int admitted = AdmissionRank.ALL;
    private double lastWait;

    /** Windows of overload without one that is none. */
    private int strained;

    /** What was admitted before the last cut still waits. */
    private boolean settling;

    private int cut = 1;

    /** What can be served, as far as is known. */
    private int ceiling = AdmissionRank.ALL;

    /** Windows that a raise is still on trial; it came from {@link #beforeTrial}. */
    private int trial;

    private int beforeTrial;
    private int step = 1;

    /** Windows at the ceiling before it is tried to go beyond, and how many are left. */
    private int backoff = 1;

    private int patience;

    /** Admits all; {@code waitMax}: the longest mean wait that is no overload. */
    AdmissionLevel(double waitMax) {
        this.waitMax = waitMax;
    }

    /** Ranks admitted, 1 to {@link AdmissionRank#ALL}. */
    int admitted() {
        return admitted;
    }

    /** A window has passed in which work waited so long, in the mean, in the unit of the limit. */
    void windowPassed(double wait) {
        if (wait > waitMax) {
            overloaded(wait / waitMax, wait < lastWait * FALLING);
        } else {
            strained = 0;
            settling = false;
            cut = 1;
            if (trial > 0 && --trial == 0) {
                succeeded();
            }
            if (trial == 0 && admitted < AdmissionRank.ALL && wait <= waitMax / 2) {
                raise();
            }
        }
        lastWait = wait;
    }

    private void overloaded(double ratio, boolean falling) {
        strained++;
        if (admitted == AdmissionRank.ALL && strained < STRAINED_MIN) {
            return;
        }
        if (settling || (falling && trial == 0)) {
            settling = false;
            return;
        }
        if (trial > 0) {
            backoff = Math.min(BACKOFF_MAX, 2 * backoff);
            admitted = beforeTrial;
            ceiling = beforeTrial;
        } else {
            lower(ratio);
        }
        trial = 0;
        step = 1;
        settling = true;
        patience = backoff;
    }

    private void lower(double ratio) {
        if (admitted == AdmissionRank.ALL) {
            cut = Math.clamp((int) (2 * ratio), 1, STEP_MAX);
        }
        ceiling = admitted - 1;
        int floor = Math.min(admitted, ratio > HOPELESS ? 1 : FIRST_TIER);
        admitted = Math.max(floor, admitted - cut);
        cut = Math.min(STEP_MAX, 2 * cut);
    }

    private void succeeded() {
        if (admitted > ceiling) {
            ceiling = admitted;
            step = Math.min(STEP_MAX, 2 * step);
        }
        if (admitted == AdmissionRank.ALL) {
            backoff = 1;
        }
    }

    private void raise() {
        if (admitted < ceiling) {
            tryOut(admitted + Math.max(1, (ceiling - admitted) / 2));
        } else if (patience > 0) {
            patience--;
        } else {
            tryOut(admitted + step);
        }
    }

    private void tryOut(int ranks) {
        beforeTrial = admitted;
        admitted = Math.min(AdmissionRank.ALL, ranks);
        trial = TRIAL;
    }
}
