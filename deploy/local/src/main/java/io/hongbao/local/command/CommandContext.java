package io.hongbao.local.command;

import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * What all commands share: which suite is meant, and where to say things.
 *
 * @param project the checkout
 * @param directory of the suite
 */
record CommandContext(Path project, Path directory, PrintWriter out) implements SuiteProgress {

    /** The suite as the last {@code up} was told. */
    LocalSuite suite() {
        return LocalSuite.of(SavedSettings.read(directory).suite(project, directory));
    }

    /** The same, for a command during which no other may start or stop parts. */
    LocalSuite lockedSuite() {
        new SuiteDirectory(directory).lock();
        return suite();
    }

    /** The same; all of it must run. */
    LocalSuite runningSuite() {
        LocalSuite suite = lockedSuite();
        suite.parts().stream()
                .filter(part -> part.running().isEmpty())
                .findFirst()
                .ifPresent(down -> {
                    throw new StartException(
                            "the suite is not up: "
                                    + down.name()
                                    + " does not run; first: deploy/hongbao up");
                });
        return suite;
    }

    @Override
    public void say(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
