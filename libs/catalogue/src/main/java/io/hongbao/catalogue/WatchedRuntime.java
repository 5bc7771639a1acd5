package io.hongbao.catalogue;

import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.catalogue.file.FileFormat;
import io.hongbao.catalogue.file.FollowedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What is set now: follows {@code runtime.yaml}, which need not be there, while the process runs.
 */
public final class WatchedRuntime extends FollowedFile<RuntimeSettings> {

    private static final FileFormat<RuntimeSettings> FORMAT = new RuntimeFormat();

    private WatchedRuntime(Path file, Duration poll, InstantSource clock) {
        super(FORMAT, file, poll, clock);
    }

    private WatchedRuntime(InstantSource clock) {
        super(FORMAT, RuntimeSettings.NONE, clock);
    }

    /** As {@link FollowedFile#FollowedFile(FileFormat, Path, Duration, InstantSource)}. */
    public static WatchedRuntime read(Path file, Duration poll, InstantSource clock) {
        return new WatchedRuntime(file, poll, clock);
    }

    /** Nothing is ever set. */
    public static WatchedRuntime none(InstantSource clock) {
        return new WatchedRuntime(clock);
    }

    private static final class RuntimeFormat implements FileFormat<RuntimeSettings> {

        @Override
        public String name() {
            return "runtime settings";
        }

        @Override
        public RuntimeSettings judge(String file, String text, @Nullable RuntimeSettings running) {
            return RuntimeSettings.parse(file, text);
        }

        @Override
        public RuntimeSettings absent(CatalogueException why) {
            return RuntimeSettings.NONE;
        }
    }
}
