package io.hongbao.testkit.rules.canary.first;

import io.hongbao.testkit.rules.canary.second.Second;

/** Needs its user. */
public record First(Second second) {}
