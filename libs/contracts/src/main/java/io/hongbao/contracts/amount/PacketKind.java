package io.hongbao.contracts.amount;

/** How a packet's total is split, and who may open it. */
public enum PacketKind {
    /** 拼手气: amounts by chance, fixed by the packet's seed. */
    LUCKY,
    /** 普通: the same amount for each share; the total divides evenly. */
    EQUAL,
    /** 专属: only the named users, one share each, split as {@link #EQUAL}. */
    EXCLUSIVE,
    /**
     * What a viewer pays to see a moment: one share, for the moment's poster, opened when it is
     * paid. Made by the view, never wrapped by a user.
     */
    VIEW
}
