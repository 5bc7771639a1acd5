package io.hongbao.local.suite;

/** Hears what happens while the suite starts and stops; called by several threads. */
@FunctionalInterface
public interface SuiteProgress {

    SuiteProgress SILENT = _ -> {};

    void say(String line);
}
