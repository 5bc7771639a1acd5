package io.hongbao.bench.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * CPU time by process, in microseconds, as the kernel counts it (in ticks of 10 ms).
 *
 * @param busyMicros of the whole machine, so that it shows when others worked meanwhile
 */
public record CpuTimes(Map<String, Long> micros, long busyMicros) {

    private static final long MICROS_A_TICK = 10_000;

    /** Behind the name, which is in parentheses: state is field 3 of proc(5). */
    private static final int UTIME = 14 - 3;

    private static final int STIME = 15 - 3;

    /** Of /proc/stat: user, nice, system, then idle and iowait, then irq and softirq. */
    private static final int IDLE = 3;

    private static final int IOWAIT = 4;
    private static final int SOFTIRQ = 6;

    /** Now, of processes by name; one that is gone has used nothing. */
    public static CpuTimes now(Map<String, Long> pids) {
        var micros = new LinkedHashMap<String, Long>();
        pids.forEach((name, pid) -> micros.put(name, of(pid)));
        return new CpuTimes(micros, busy());
    }

    /** What was used since {@code before}. */
    public CpuTimes since(CpuTimes before) {
        var used = new LinkedHashMap<String, Long>();
        micros.forEach((name, now) ->
                used.put(name, Math.max(0, now - before.micros.getOrDefault(name, now))));
        return new CpuTimes(used, busyMicros - before.busyMicros);
    }

    /** What was used on this machine by none of these processes. */
    public long othersMicros() {
        return Math.max(0, busyMicros - micros.values().stream().mapToLong(Long::longValue).sum());
    }

    private static long of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) * MICROS_A_TICK;
        } catch (IOException gone) {
            return 0;
        }
    }

    private static long busy() {
        try {
            String all = Files.readString(Path.of("/proc/stat")).lines().findFirst().orElse("");
            String[] fields = all.strip().split("\\s+", -1);
            long ticks = 0;
            for (int at = 0; at <= SOFTIRQ; at++) {
                ticks += at == IDLE || at == IOWAIT ? 0 : Long.parseLong(fields[at + 1]);
            }
            return ticks * MICROS_A_TICK;
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
