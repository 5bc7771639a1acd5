package io.hongbao.lanes.canary;

import io.hongbao.pay.canary.Payments;

/** Knows a service. */
record KnowsPayments(Payments payments) {}
