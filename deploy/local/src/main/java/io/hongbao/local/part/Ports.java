package io.hongbao.local.part;

import io.hongbao.local.program.StartException;
import io.hongbao.servers.FreePort;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Says who sits on a port that we need. */
public final class Ports {

    /** The state of a socket that waits for connections, in /proc/net/tcp. */
    private static final String LISTEN = "0A";

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Ports() {}

    /** Throws when anybody else listens where one of these parts, which does not run, would. */
    public static void mustBeFree(List<Part> parts) {
        List<String> taken = new ArrayList<>();
        for (Part part : parts) {
            if (part.running().isPresent()) {
                continue;
            }
            for (int port : part.ports()) {
                if (!FreePort.free(port)) {
                    taken.add(
                            String.format(
                                    Locale.ROOT,
                                    "port %d, which %s needs, is taken by %s",
                                    port,
                                    part.name(),
                                    holder(port)));
                }
            }
        }
        if (!taken.isEmpty()) {
            throw new StartException(String.join("\n", taken));
        }
    }

    /** The program that listens there, as far as this user may know. */
    static String holder(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            sockets.addAll(listening(Path.of(table), port));
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holdsOneOf(process.pid(), sockets))
                .findFirst()
                .map(process -> "process " + process.pid() + " (" + nameOf(process) + ")")
                .orElse("another program");
    }

    private static String nameOf(ProcessHandle process) {
        Optional<String> command = process.info().command();
        return command.map(path -> String.valueOf(Path.of(path).getFileName())).orElse("?");
    }

    private static Set<String> listening(Path table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port).toUpperCase(Locale.ROOT);
        Set<String> inodes = new HashSet<>();
        try {
            for (String line : Files.readAllLines(table)) {
                List<String> fields = SPACES.splitAsStream(line.strip()).toList();
                if (fields.size() > INODE
                        && fields.get(LOCAL_ADDRESS).endsWith(suffix)
                        && fields.get(STATE).equals(LISTEN)) {
                    inodes.add("socket:[" + fields.get(INODE) + "]");
                }
            }
        } catch (IOException noSuchTable) {
            return Set.of();
        }
        return inodes;
    }

    private static boolean holdsOneOf(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException notOurs) {
            return false;
        }
        return false;
    }
}
