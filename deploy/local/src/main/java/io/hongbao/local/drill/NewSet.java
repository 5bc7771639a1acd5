package io.hongbao.local.drill;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.LocalSuite;
import io.hongbao.local.suite.SuiteProgress;
import io.hongbao.local.watch.AwaitCatalogue;
import java.util.Optional;

/** A SET is added; it stays. */
record NewSet(LocalSuite suite, SetId id, SuiteProgress progress) implements Fault {

    private static final int WEIGHT = 100;

    @Override
    public void prepare() {}

    @Override
    public void strike() {
        suite.sets().add(id, WEIGHT);
        if (!new AwaitCatalogue(suite, progress).served(id, WEIGHT)) {
            throw new StartException("SET " + id + " was not taken up by every packet-service");
        }
    }

    @Override
    public void heal() {}

    @Override
    public void tidy() {}

    @Override
    public Optional<SetId> newSet() {
        return Optional.of(id);
    }

    @Override
    public String struck() {
        return "SET " + id + " is added, and taken up";
    }

    @Override
    public String healed() {
        return "it has its part of new packets";
    }
}
