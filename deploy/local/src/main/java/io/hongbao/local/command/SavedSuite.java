package io.hongbao.local.command;

import io.hongbao.local.suite.LocalSuite;
import java.nio.file.Path;

/** The suite that {@code deploy/hongbao up} started, for programs that work on it. */
public final class SavedSuite {

    private SavedSuite() {}

    /** With the settings of the last {@code up} in that directory. */
    public static LocalSuite of(Path project, Path directory) {
        return LocalSuite.of(SavedSettings.read(directory).suite(project, directory));
    }
}
