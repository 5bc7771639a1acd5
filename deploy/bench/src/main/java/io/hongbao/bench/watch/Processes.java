package io.hongbao.bench.watch;

import io.hongbao.local.part.Part;
import io.hongbao.local.suite.LocalSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The processes of a run, by name. */
public final class Processes {

    private static final String GENERATOR = ProcessRoles.GENERATOR;

    private static final List<String> FLAGS =
            List.of("-X", "--sun-misc", "--enable-native", "-Duser.timezone");

    /** Made for one program; another cannot use it. */
    private static final String AOT = "-XX:AOT";

    private final Map<String, Long> pids = new LinkedHashMap<>();

    /** Every part of the suite that runs, and this JVM. */
    public Processes(LocalSuite suite) {
        for (Part part : suite.parts()) {
            part.running().ifPresent(running -> pids.put(part.name(), running.pid()));
        }
        pids.put(GENERATOR, ProcessHandle.current().pid());
    }

    public void add(String name, long pid) {
        pids.put(name, pid);
    }

    /** By name. */
    public Map<String, Long> pids() {
        return Map.copyOf(pids);
    }

    public static boolean isJvm(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "exe"))
                    .endsWith("java");
        } catch (IOException gone) {
            return false;
        }
    }

    public CpuTimes cpu() {
        return CpuTimes.now(pids);
    }

    /** The flags with which a JVM runs, for another that shall be like it. */
    public List<String> jvmFlags(String name) {
        try {
            String line =
                    Files.readString(Path.of("/proc", String.valueOf(pids.get(name)), "cmdline"));
            return Arrays.stream(line.split("\0", -1))
                    .filter(word -> FLAGS.stream().anyMatch(word::startsWith))
                    .filter(word -> !word.startsWith(AOT))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("does not run: " + name, e);
        }
    }
}
