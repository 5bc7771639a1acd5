package io.hongbao.testkit.rules.canary.second;

import io.hongbao.testkit.rules.canary.first.First;
import java.util.List;

/** Needs its user. */
public record Second(List<First> firsts) {}
