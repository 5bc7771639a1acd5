package io.hongbao.serving.key;

import io.hongbao.contracts.key.DayKeys;

/** The keys from which packets' seeds are made: only who decides amounts has them. */
public record SeedKeys(DayKeys keys) {}
