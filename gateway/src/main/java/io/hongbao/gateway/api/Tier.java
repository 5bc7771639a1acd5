package io.hongbao.gateway.api;

/** How much an operation matters when not all can be served: the last tier is refused first. */
public enum Tier {
    /** Money is moving: pay and open, and what a payment needs to be seen. */
    FIRST,
    /** What leads there: wrap, grab and cards. */
    SECOND,
    /** Details of one packet. */
    THIRD,
    /** Lists and wallet home. */
    FOURTH
}
