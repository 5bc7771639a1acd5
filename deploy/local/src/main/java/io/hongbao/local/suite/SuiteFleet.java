package io.hongbao.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which instances callers use. {@code instances.txt} remembers their names; {@code fleet.yaml} says
 * the same with addresses, for the services, which watch it.
 */
final class SuiteFleet {

    private final Path directory;
    private final SuitePorts ports;

    SuiteFleet(Path directory, SuitePorts ports) {
        this.directory = directory;
        this.ports = ports;
    }

    Path file() {
        return directory.resolve("fleet.yaml");
    }

    /** The first of each service before anybody said otherwise. */
    synchronized SortedSet<InstanceName> members() {
        try {
            return Files.exists(names())
                    ? new TreeSet<>(
                            Files.readAllLines(names()).stream()
                                    .map(InstanceName::parse)
                                    .flatMap(Optional::stream)
                                    .toList())
                    : new TreeSet<>(InstanceName.FIRST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized List<InstanceName> members(String module) {
        return members().stream().filter(name -> name.module().equals(module)).toList();
    }

    synchronized void join(InstanceName name) {
        SortedSet<InstanceName> members = members();
        members.add(name);
        write(members);
    }

    synchronized void leave(InstanceName name) {
        SortedSet<InstanceName> members = members();
        members.remove(name);
        write(members);
    }

    /** Both files as they must be now. */
    synchronized void write() {
        write(members());
    }

    private void write(SortedSet<InstanceName> members) {
        Catalogues.replace(
                names(), String.join("\n", members.stream().map(String::valueOf).toList()) + "\n");
        var text =
                new StringBuilder(
                        "# Written by deploy/hongbao: the instances that are called. Services"
                                + " watch it.\n");
        for (String module : List.of(InstanceName.PACKET, InstanceName.PAY)) {
            text.append(module).append(":\n");
            members.stream()
                    .filter(name -> name.module().equals(module))
                    .forEach(name -> text.append(entry(name)));
        }
        Catalogues.replace(file(), text.toString());
    }

    private String entry(InstanceName name) {
        return String.format(
                Locale.ROOT,
                "  - {url: \"http://127.0.0.1:%d\", zone: a}\n",
                ports.instance(name).http());
    }

    private Path names() {
        return directory.resolve("instances.txt");
    }
}
