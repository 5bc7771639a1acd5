package io.hongbao.local.suite;

import io.hongbao.testkit.server.FreePort;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where everything listens.
 *
 * @param sets one database server for each SET, from 000
 * @param wallets one database server for each wallet shard, from wallet-0
 * @param packetServices one for each instance
 * @param payServices one for each instance
 */
public record SuitePorts(
        List<Integer> sets,
        List<Integer> wallets,
        int kafka,
        int kafkaController,
        int bank,
        ServicePorts gateway,
        List<ServicePorts> packetServices,
        List<ServicePorts> payServices,
        ServicePorts ledgerConsumer) {

    /** A service's ports: for its callers, and for whoever watches it. */
    public record ServicePorts(int http, int management) {}

    /** The ports in the documentation, all moved up by {@code offset}. */
    public static SuitePorts local(int offset) {
        return new SuitePorts(
                List.of(3310 + offset, 3311 + offset),
                List.of(3312 + offset, 3313 + offset),
                9092 + offset,
                9093 + offset,
                8090 + offset,
                new ServicePorts(8080 + offset, 9080 + offset),
                List.of(new ServicePorts(8081 + offset, 9081 + offset)),
                List.of(new ServicePorts(8082 + offset, 9082 + offset)),
                new ServicePorts(8083 + offset, 9083 + offset));
    }

    /** Free ones, so that a test never meets a suite that runs on this machine. */
    public static SuitePorts free() {
        return free(1, 1);
    }

    /** Free ones, for so many instances. */
    public static SuitePorts free(int packetServices, int payServices) {
        return new SuitePorts(
                List.of(FreePort.next(), FreePort.next()),
                List.of(FreePort.next(), FreePort.next()),
                FreePort.next(),
                FreePort.next(),
                FreePort.next(),
                freeService(),
                services(packetServices),
                services(payServices),
                freeService());
    }

    private static List<ServicePorts> services(int count) {
        return IntStream.range(0, count).mapToObj(_ -> freeService()).toList();
    }

    private static ServicePorts freeService() {
        return new ServicePorts(FreePort.next(), FreePort.next());
    }
}
