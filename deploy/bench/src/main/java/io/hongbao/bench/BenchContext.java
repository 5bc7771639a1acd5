package io.hongbao.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where a command works, and with what.
 *
 * @param project the checkout; known once the arguments are read
 * @param directory of the suite that {@code deploy/hongbao up} starts
 */
record BenchContext(
        Supplier<Path> project,
        Supplier<Path> directory,
        Clock clock,
        SplittableRandom random,
        Consumer<String> say) {}
