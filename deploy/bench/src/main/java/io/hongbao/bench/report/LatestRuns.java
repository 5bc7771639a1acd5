package io.hongbao.bench.report;

import java.util.Optional;

/** The last run of each kind, as far as there was one. */
record LatestRuns(
        Optional<RunResult> run, Optional<StartResult> start, Optional<GrowthResult> growth) {}
