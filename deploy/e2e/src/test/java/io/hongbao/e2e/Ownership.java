package io.hongbao.e2e;

import io.hongbao.calls.fleet.FleetSettings;
import io.hongbao.calls.fleet.LiveInstances;
import io.hongbao.calls.fleet.Routes;
import io.hongbao.calls.route.CallTimes;
import io.hongbao.calls.route.Route;
import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.local.suite.InstanceName;
import io.hongbao.local.suite.LocalSuite;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which instance is asked first for what, by name, while all that are listed are ready. */
final class Ownership {

    private static final String ZONE = "a";
    private static final int OWNERS_OF_A_SET = 2;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final CallTimes TIMES = new CallTimes(SECOND, SECOND);

    private final Map<Instance, String> names;
    private final Routes routes;

    private Ownership(Map<Instance, String> names, Routes routes) {
        this.names = names;
        this.routes = routes;
    }

    static Ownership in(LocalSuite suite) {
        var sets = SetCatalogue.read(suite.setsFile());
        var settings =
                new FleetSettings(
                        null, ZONE, null, List.of(), List.of(), OWNERS_OF_A_SET, SECOND, SECOND);
        var packetServices = names(suite, InstanceName.PACKET);
        var payServices = names(suite, InstanceName.PAY);
        var routes =
                new Routes(() -> sets, settings, instances(packetServices), instances(payServices));
        var names = new LinkedHashMap<>(packetServices);
        names.putAll(payServices);
        return new Ownership(names, routes);
    }

    private static Map<Instance, String> names(LocalSuite suite, String module) {
        var names = new LinkedHashMap<Instance, String>();
        for (InstanceName name : suite.instances(module)) {
            int port = suite.settings().ports().instance(name).http();
            names.put(new Instance("http://127.0.0.1:" + port, ZONE), name.toString());
        }
        return names;
    }

    private static LiveInstances instances(Map<Instance, String> names) {
        return LiveInstances.of(List.copyOf(names.keySet()));
    }

    String ownerOf(UserId user) {
        return owner(routes.ofUser(user, TIMES));
    }

    String ownerOf(OrderNumber packet) {
        return owner(routes.ofPacket(packet, TIMES));
    }

    private String owner(Route route) {
        return Objects.requireNonNull(names.get(route.candidates().getFirst()));
    }
}
