package io.hongbao.bench.watch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that some operations cost, from a quiet suite to a quiet suite: with the events, credits and
 * records that came of them.
 *
 * @param cpuMicros by process
 * @param databases by server
 * @param loopbackBytes sent between all processes of this machine, load generator included
 */
public record Costs(
        Map<String, Long> cpuMicros, Map<String, DatabaseCost> databases, long loopbackBytes) {

    /** What was used since {@code before}. */
    public Costs since(Costs before) {
        var cpu = new LinkedHashMap<String, Long>();
        cpuMicros.forEach((process, now) ->
                cpu.put(process, Math.max(0, now - before.cpuMicros.getOrDefault(process, now))));
        var each = new LinkedHashMap<String, DatabaseCost>();
        databases.forEach((server, now) ->
                each.put(server, now.since(before.databases.getOrDefault(server, now))));
        return new Costs(cpu, each, loopbackBytes - before.loopbackBytes);
    }

    /** The same, with the connections that were open under load: idle ones are closed soon. */
    public Costs withConnections(Map<String, Integer> connections) {
        var each = new LinkedHashMap<String, DatabaseCost>();
        databases.forEach((server, cost) ->
                each.put(
                        server,
                        new DatabaseCost(
                                cost.statements(),
                                cost.commits(),
                                cost.redoBytes(),
                                cost.binlogBytes(),
                                connections.getOrDefault(server, cost.connections()))));
        return new Costs(cpuMicros, each, loopbackBytes);
    }
}
