package io.hongbao.bench.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a JVM takes.
 *
 * @param heapBytes what is reachable: after a whole collection
 * @param residentBytes of the process, garbage and all
 */
public record ProcessMemory(long heapBytes, long residentBytes) {

    private static final long KIB = 1_024;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");

    /** Of each generation; metaspace has no total. */
    private static final Pattern USED = Pattern.compile("total .*used ([0-9]+)K");

    /** Collects its garbage first. */
    public static ProcessMemory of(long pid) throws IOException {
        Jcmd.run(pid, "GC.run");
        String heap = Jcmd.run(pid, "GC.heap_info");
        long used =
                USED.matcher(heap)
                        .results()
                        .mapToLong(found -> Long.parseLong(found.group(1)))
                        .sum();
        var resident =
                RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        if (used == 0 || !resident.find()) {
            throw new IllegalStateException("must tell what is used: " + heap);
        }
        return new ProcessMemory(used * KIB, Long.parseLong(resident.group(1)) * KIB);
    }
}
