package io.hongbao.reconcile.tell;

import io.hongbao.reconcile.stage.RunProgress;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Progress as plain lines: one whenever a database is through another quarter. */
public final class LineProgress implements RunProgress {

    private static final int QUARTERS = 4;

    private final PrintWriter out;
    private final Map<String, int[]> databases = new LinkedHashMap<>();

    public LineProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void parts(String name, int steps) {
        databases.computeIfAbsent(name, _ -> new int[2])[1] += steps;
    }

    @Override
    public synchronized void stepDone(String name) {
        int[] done = databases.computeIfAbsent(name, _ -> new int[2]);
        int before = done[0] * QUARTERS / Math.max(1, done[1]);
        done[0]++;
        int now = done[0] * QUARTERS / Math.max(1, done[1]);
        if (now > before) {
            say(String.format(Locale.ROOT, "%-10s %3d %%", name, now * 100 / QUARTERS));
        }
    }

    @Override
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }
}
