package io.hongbao.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One process, recorded during one window. */
interface Recording {

    /** Ends by itself then, so that nothing is left of a bench that was killed. */
    Duration MAX = Duration.ofMinutes(10);

    /** Throws, with a message for users, when it cannot be recorded. */
    void start() throws IOException;

    /** Returns when the file is whole. Throws when there is none. */
    void stop() throws IOException;

    Path file();

    /** The top frames. */
    List<String> summary() throws IOException;
}
