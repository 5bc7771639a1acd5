package io.hongbao.bench.check;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.reconcile.history.History;
import io.hongbao.reconcile.history.HistoryLine;
import io.hongbao.reconcile.history.HistoryLine.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the users of a run were told, every single call. Opens are kept in arrays: as objects they
 * would give the load generator's collector something to copy while it measures.
 *
 * <p>Written by one thread.
 */
public final class AnswerLog {

    private static final int FIRST_ROOM = 1 << 16;

    private final Instant at;
    private final List<HistoryLine> others = new ArrayList<>();
    private OrderNumber[] packets = new OrderNumber[FIRST_ROOM];
    private long[] users = new long[FIRST_ROOM];

    /** The amount; of an open that was not acknowledged, minus its HTTP status. */
    private long[] fen = new long[FIRST_ROOM];

    private int opens;
    private long acknowledgedOpens;
    private long acknowledgedFen;

    /**
     * Nothing yet.
     *
     * @param at stands for the end of all calls: the check does not ask for more
     */
    public AnswerLog(Instant at) {
        this.at = at;
    }

    public void opened(UserId user, OrderNumber packet, long amountFen) {
        open(user, packet, amountFen);
        acknowledgedOpens++;
        acknowledgedFen += amountFen;
    }

    /** An open with another answer than an amount; status 0 stands for none. */
    public void notOpened(UserId user, OrderNumber packet, int status) {
        open(user, packet, -status);
    }

    private void open(UserId user, OrderNumber packet, long result) {
        if (opens == users.length) {
            packets = Arrays.copyOf(packets, 2 * opens);
            users = Arrays.copyOf(users, 2 * opens);
            fen = Arrays.copyOf(fen, 2 * opens);
        }
        packets[opens] = packet;
        users[opens] = user.value();
        fen[opens] = result;
        opens++;
    }

    public void add(HistoryLine line) {
        others.add(line);
    }

    public Instant at() {
        return at;
    }

    public long acknowledgedOpens() {
        return acknowledgedOpens;
    }

    public long acknowledgedFen() {
        return acknowledgedFen;
    }

    /** Everything, as the check reads it. */
    History history() {
        var lines = new ArrayList<>(others);
        for (int i = 0; i < opens; i++) {
            boolean acknowledged = fen[i] > 0;
            lines.add(
                    HistoryLine.open(
                            users[i],
                            packets[i],
                            acknowledged ? fen[i] : null,
                            acknowledged ? Outcome.ACK : Outcome.ofHttp((int) -fen[i]),
                            at));
        }
        return new History(lines);
    }
}
