package io.hongbao.reconcile.tell;

import io.hongbao.reconcile.stage.RunProgress;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Progress on a terminal: a bar for each database, drawn again in place. */
public final class BarProgress implements RunProgress {

    private static final int WIDTH = 30;
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\u001b[2K";

    private final PrintWriter out;
    private final Map<String, Steps> databases = new LinkedHashMap<>();
    private final long since = System.nanoTime();
    private int drawn;

    private record Steps(int done, int all) {

        Steps plus(int moreDone, int more) {
            return new Steps(done + moreDone, all + more);
        }
    }

    public BarProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void parts(String name, int steps) {
        databases.merge(name, new Steps(0, steps), (before, _) -> before.plus(0, steps));
    }

    @Override
    public synchronized void stepDone(String name) {
        databases.computeIfPresent(name, (_, before) -> before.plus(1, 0));
        draw();
    }

    /** Above the bars, which follow again. */
    @Override
    public synchronized void say(String line) {
        erase();
        out.println(line);
        draw();
    }

    private void draw() {
        erase();
        double seconds = (System.nanoTime() - since) / 1e9;
        databases.forEach((name, steps) -> {
            int filled = WIDTH * steps.done() / Math.max(1, steps.all());
            String left =
                    steps.done() == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "%.0f s left",
                                    seconds * (steps.all() - steps.done()) / steps.done());
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%-12s %s%s %3d %%  %s",
                            name,
                            "█".repeat(filled),
                            "░".repeat(WIDTH - filled),
                            100 * steps.done() / Math.max(1, steps.all()),
                            steps.done() == steps.all() ? "done" : left));
        });
        drawn = databases.size();
        out.flush();
    }

    private void erase() {
        if (drawn > 0) {
            out.print(String.format(Locale.ROOT, UP, drawn));
            for (int i = 0; i < drawn; i++) {
                out.println(CLEAR_LINE);
            }
            out.print(String.format(Locale.ROOT, UP, drawn));
            drawn = 0;
        }
    }
}
