package io.hongbao.local.drill;

import io.hongbao.local.suite.InstanceName;
import io.hongbao.local.suite.LocalSuite;

/**
 * One of several packet-services dies without a warning, or ends as it should.
 *
 * @param name the last one; made by {@link #prepare} when there is only one
 * @param made whether it is only there for the drill
 * @param kill whether it gets no notice
 */
record InstanceFault(LocalSuite suite, InstanceName name, boolean made, boolean kill)
        implements Fault {

    static InstanceFault last(LocalSuite suite, boolean kill) {
        var instances = suite.instances(InstanceName.PACKET);
        return instances.size() > 1
                ? new InstanceFault(suite, instances.getLast(), false, kill)
                : new InstanceFault(suite, new InstanceName(InstanceName.PACKET, 2), true, kill);
    }

    @Override
    public void prepare() {
        suite.start(name.toString());
    }

    @Override
    public void strike() {
        if (kill) {
            suite.kill(name.toString());
        } else {
            suite.stop(name.toString());
        }
    }

    @Override
    public void heal() {
        suite.start(name.toString());
    }

    @Override
    public void tidy() {
        if (made) {
            suite.stop(name.toString());
        }
    }

    @Override
    public String struck() {
        return name + (kill ? " is killed (kill -9)" : " was asked to end, and has");
    }

    @Override
    public String healed() {
        return name + " is started again, and ready";
    }
}
