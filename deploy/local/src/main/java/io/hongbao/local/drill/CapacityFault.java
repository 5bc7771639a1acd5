package io.hongbao.local.drill;

import io.hongbao.local.suite.InstanceName;
import io.hongbao.local.suite.LocalSuite;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two of three instances of each service die without a warning; those that were not there are made
 * for the drill.
 */
record CapacityFault(List<InstanceFault> gone) implements Fault {

    private static final int INSTANCES = 3;

    static CapacityFault of(LocalSuite suite) {
        return new CapacityFault(
                Stream.of(InstanceName.PACKET, InstanceName.PAY)
                        .flatMap(module ->
                                IntStream.rangeClosed(2, INSTANCES)
                                        .mapToObj(number -> new InstanceName(module, number)))
                        .map(name ->
                                new InstanceFault(
                                        suite,
                                        name,
                                        !suite.instances(name.module()).contains(name),
                                        true))
                        .toList());
    }

    @Override
    public void prepare() {
        gone.forEach(InstanceFault::prepare);
    }

    @Override
    public void strike() {
        gone.forEach(InstanceFault::strike);
    }

    @Override
    public void heal() {
        gone.forEach(InstanceFault::heal);
    }

    @Override
    public void tidy() {
        gone.forEach(InstanceFault::tidy);
    }

    @Override
    public boolean startsMany() {
        return true;
    }

    @Override
    public String struck() {
        return "two of three packet-services and pay-services are killed (kill -9)";
    }

    @Override
    public String healed() {
        return "all are started again, and ready";
    }
}
