package io.hongbao.reconcile.stage;

/** Hears how far a run is. Called by many threads. */
public interface RunProgress {

    RunProgress SILENT =
            new RunProgress() {
                @Override
                public void parts(String name, int steps) {}

                @Override
                public void stepDone(String name) {}

                @Override
                public void say(String line) {}
            };

    /** A database is going to be read, in so many steps. */
    public void parts(String name, int steps);

    /** One of its steps is done. */
    public void stepDone(String name);

    public void say(String line);
}
