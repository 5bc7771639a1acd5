package io.hongbao.pay.canary;

/** Belongs to the pay service. */
public record Payments() {}
