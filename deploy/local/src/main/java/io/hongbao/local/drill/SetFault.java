package io.hongbao.local.drill;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.suite.LocalSuite;
import java.util.Optional;

/**
 * The database of one SET dies, or hangs.
 *
 * @param hang whether its connections stay open while nothing answers
 */
record SetFault(LocalSuite suite, SetId id, boolean hang) implements Fault {

    @Override
    public void prepare() {}

    @Override
    public void strike() {
        if (hang) {
            suite.hang(part());
        } else {
            suite.kill(part());
        }
    }

    @Override
    public void heal() {
        if (hang) {
            suite.resume(part());
        } else {
            suite.start(part());
        }
    }

    @Override
    public void tidy() {}

    @Override
    public Optional<SetId> deadSet() {
        return Optional.of(id);
    }

    @Override
    public String struck() {
        return part() + (hang ? " hangs (SIGSTOP)" : " is killed (kill -9)");
    }

    @Override
    public String healed() {
        return part() + (hang ? " goes on (SIGCONT)" : " is started again, and ready");
    }

    private String part() {
        return "set-" + id;
    }
}
