package io.hongbao.bench.profile;

import java.util.List;

/** Records processes during windows. */
public interface Profiler extends AutoCloseable {

    /** Records nothing. */
    Profiler NONE =
            new Profiler() {
                @Override
                public void start(String figure) {}

                @Override
                public void stop() {}

                @Override
                public List<String> summarize() {
                    return List.of();
                }
            };

    /** Begins to record, for this figure. */
    void start(String figure);

    /** Ends what {@link #start} began; nothing is left that records. */
    void stop();

    /** Writes a text beside each recording, and says what there is and what could not be had. */
    List<String> summarize();

    /** Like {@link #stop}. */
    @Override
    default void close() {
        stop();
    }
}
