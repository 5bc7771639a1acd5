package io.hongbao.local.command;

import io.hongbao.local.part.Part;
import io.hongbao.servers.ChildProcess;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** All parts, with what each is doing. */
final class StateTable {

    private StateTable() {}

    static List<String> lines(List<Part> parts) {
        List<String> rows =
                parts.parallelStream().map(StateTable::row).collect(Collectors.toList());
        rows.addFirst(
                String.format(Locale.ROOT, "%-18s %-8s %8s  %s", "NAME", "STATE", "PID", "PORTS"));
        return rows;
    }

    private static String row(Part part) {
        Optional<ChildProcess> running = part.running();
        return String.format(
                Locale.ROOT,
                "%-18s %-8s %8s  %s",
                part.name(),
                running.map(found -> state(found, part)).orElse("down"),
                running.map(found -> Long.toString(found.pid())).orElse("-"),
                part.ports().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    private static String state(ChildProcess running, Part part) {
        if (running.hung()) {
            return "hung";
        }
        return part.ready() ? "ready" : "waiting";
    }
}
