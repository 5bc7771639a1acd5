package io.hongbao.packet.canary;

import io.hongbao.pay.canary.Payments;

/** Reaches into another service. */
record UsesPayments(Payments payments) {}
