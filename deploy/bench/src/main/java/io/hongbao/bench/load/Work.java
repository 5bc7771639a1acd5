package io.hongbao.bench.load;

import org.jspecify.annotations.Nullable;

/** What is to be done, one operation after the other. Asked by the generator's thread only. */
@FunctionalInterface
public interface Work {

    /** Null when nothing is left. */
    @Nullable Operation next();
}
