package io.hongbao.bench;

import io.hongbao.local.command.SavedSuite;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuitePorts;
import io.hongbao.local.suite.SuiteProgress;
import io.hongbao.local.suite.SuiteSettings;
import io.hongbao.servers.ServerCache;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A suite that is there for one command only, on free ports and below a directory of its own.
 *
 * @param directory of its own; whatever was there is deleted
 */
record OwnSuite(LocalSuite suite, Path directory) {

    /**
     * The suite of {@code deploy/hongbao up} must be down: two do not fit a machine.
     *
     * @param recorded as {@link SuiteSettings#recorded}
     */
    static OwnSuite of(BenchContext place, String name, boolean recorded) {
        Path project = place.project().get();
        Path shared = place.directory().get();
        mustBeDown(SavedSuite.of(project, shared));
        Path directory = shared.resolve(name);
        ServerCache.deleteTree(directory);
        var settings =
                new SuiteSettings(
                        project,
                        directory,
                        shared.resolve("servers"),
                        SuitePorts.free(),
                        SuiteSettings.LIFETIME,
                        SuiteSettings.PAY_BY,
                        false,
                        recorded,
                        Map.of());
        return new OwnSuite(LocalSuite.of(settings), directory);
    }

    private static void mustBeDown(LocalSuite suite) {
        if (suite.parts().stream().anyMatch(part -> part.running().isPresent())) {
            throw new IllegalArgumentException(
                    "the suite is up and would share the machine; first: deploy/hongbao down");
        }
    }

    /** What is done while it is up; stops it afterwards, also at Ctrl-C. */
    <R> R whileUp(Consumer<String> say, Function<LocalSuite, R> action) {
        var stop = new Thread(suite::close);
        Runtime.getRuntime().addShutdownHook(stop);
        try (suite) {
            suite.start(SuiteProgress.SILENT);
            say.accept("a suite of its own is up");
            return action.apply(suite);
        }
    }

    /** Leaves its logs. */
    void deleteData() {
        ServerCache.deleteTree(directory.resolve("data"));
    }
}
