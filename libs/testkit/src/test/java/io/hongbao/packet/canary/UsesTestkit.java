package io.hongbao.packet.canary;

import io.hongbao.testkit.cases.MovableClock;

/** Takes test code into production. */
record UsesTestkit(MovableClock clock) {}
