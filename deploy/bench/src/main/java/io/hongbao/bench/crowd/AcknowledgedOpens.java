package io.hongbao.bench.crowd;

/** What users were told of their opens of one packet. Used by the generator's thread only. */
public final class AcknowledgedOpens {

    private int shares;
    private long fen;

    public void add(long amountFen) {
        shares++;
        fen += amountFen;
    }

    public int shares() {
        return shares;
    }

    public long fen() {
        return fen;
    }
}
