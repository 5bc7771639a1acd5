package io.hongbao.packet.freerate;

/** The part of the views of moments that is free now, by luck. */
@FunctionalInterface
public interface FreeRate {

    /** A rate of 1. */
    int ALL = 1_000_000;

    /** 0 to {@link #ALL}. Any thread may ask, at no cost. */
    int partsPerMillion();
}
