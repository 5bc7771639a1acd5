package io.hongbao.contracts.canary;

/** Counts money in floating point. */
record FloatingAmount(double yuan) {}
