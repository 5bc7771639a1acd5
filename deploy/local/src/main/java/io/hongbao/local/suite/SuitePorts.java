package io.hongbao.local.suite;

import io.hongbao.contracts.id.SetId;
import io.hongbao.local.part.LocalBank;
import io.hongbao.servers.FreePort;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where everything listens.
 *
 * @param sets one database server for each SET of a new suite, from 000
 * @param wallets one database server for each wallet shard, from wallet-0
 * @param packetService the first instance
 * @param payService the first instance
 * @param further where SETs and instances listen that are added later
 */
public record SuitePorts(
        List<Integer> sets,
        List<Integer> wallets,
        int kafka,
        int kafkaController,
        Map<LocalBank, Integer> banks,
        ServicePorts gateway,
        ServicePorts packetService,
        ServicePorts payService,
        ServicePorts ledgerConsumer,
        Further further) {

    private static final int FURTHER_SETS = 3320;
    private static final int FURTHER_INSTANCES = 100;

    /** A service's ports: for its callers, and for whoever watches it. */
    public record ServicePorts(int http, int management) {}

    /** A rule that gives the same ports for the same name, always. */
    public interface Further {

        int set(SetId id);

        ServicePorts instance(InstanceName name, ServicePorts first);
    }

    /**
     * The ports in the documentation, all moved up by {@code offset}. Further SETs listen on 3320 +
     * their number, further instances 100, 200, … above the first.
     */
    public static SuitePorts local(int offset) {
        return new SuitePorts(
                List.of(3310 + offset, 3311 + offset),
                List.of(3312 + offset, 3313 + offset),
                9092 + offset,
                9093 + offset,
                Map.of(LocalBank.A, 8090 + offset, LocalBank.B, 8091 + offset),
                new ServicePorts(8080 + offset, 9080 + offset),
                new ServicePorts(8081 + offset, 9081 + offset),
                new ServicePorts(8082 + offset, 9082 + offset),
                new ServicePorts(8083 + offset, 9083 + offset),
                new LocalRule(offset));
    }

    /** Free ones, so that a test never meets a suite that runs on this machine. */
    public static SuitePorts free() {
        return new SuitePorts(
                List.of(FreePort.next(), FreePort.next()),
                List.of(FreePort.next(), FreePort.next()),
                FreePort.next(),
                FreePort.next(),
                Map.of(LocalBank.A, FreePort.next(), LocalBank.B, FreePort.next()),
                freeService(),
                freeService(),
                freeService(),
                freeService(),
                new FreeRule(new ConcurrentHashMap<>(), new ConcurrentHashMap<>()));
    }

    public int bank(LocalBank bank) {
        return Objects.requireNonNull(banks.get(bank));
    }

    int set(SetId id) {
        return id.number() < sets.size() ? sets.get(id.number()) : further.set(id);
    }

    public ServicePorts instance(InstanceName name) {
        ServicePorts first = name.module().equals(InstanceName.PACKET) ? packetService : payService;
        return name.number() == 1 ? first : further.instance(name, first);
    }

    private static ServicePorts freeService() {
        return new ServicePorts(FreePort.next(), FreePort.next());
    }

    private record LocalRule(int offset) implements Further {

        @Override
        public int set(SetId id) {
            return FURTHER_SETS + id.number() + offset;
        }

        @Override
        public ServicePorts instance(InstanceName name, ServicePorts first) {
            int above = FURTHER_INSTANCES * (name.number() - 1);
            return new ServicePorts(first.http() + above, first.management() + above);
        }
    }

    private record FreeRule(Map<SetId, Integer> sets, Map<InstanceName, ServicePorts> instances)
            implements Further {

        @Override
        public int set(SetId id) {
            return sets.computeIfAbsent(id, _ -> FreePort.next());
        }

        @Override
        public ServicePorts instance(InstanceName name, ServicePorts first) {
            return instances.computeIfAbsent(name, _ -> freeService());
        }
    }
}
