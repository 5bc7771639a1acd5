package io.hongbao.bench.run;

import io.hongbao.local.suite.LocalSuite;

/** Turns the suite off and on, as its user does. */
public interface Restart {

    /** Returns when nothing of it runs. */
    void down();

    /** Returns when all of it is up; a suite that runs already is left as it is. */
    LocalSuite up();
}
