package io.hongbao.local.part;

import io.hongbao.servers.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One process of the suite, by the name under which users start and kill it. */
public interface Part {

    String name();

    /** The ports on which it listens; nobody else may. */
    List<Integer> ports();

    /** Starts it and returns when it is ready. Does nothing when it runs. */
    void start();

    /** Whether it does what it is for, right now. */
    boolean ready();

    /** Asks it to end, and returns when it has. */
    void stop();

    /** The running process, also one that another launcher started. */
    Optional<ChildProcess> running();

    Path log();

    /** SIGKILL. */
    default void kill() {
        running().ifPresent(ChildProcess::kill);
    }

    /** SIGSTOP: connections stay open and nothing answers. */
    default void hang() {
        running().ifPresent(ChildProcess::hang);
    }

    /** SIGCONT. */
    default void resume() {
        running().ifPresent(ChildProcess::resume);
    }
}
