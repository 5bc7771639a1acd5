package io.hongbao.bench.moments;

import io.hongbao.bench.load.Hold;
import io.hongbao.bench.moments.MomentsClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks for every view once more: who saw it sees it still, who has to pay has to pay the same.
 *
 * @param settleMax how long a payment may take to be known everywhere
 */
record CheckViews(MomentsClient client, Duration settleMax) {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int SHOWN_MAX = 5;

    /** What must not be of single views, once nothing about them is unclear. */
    List<String> wrong(List<MomentView> views) {
        List<String> wrong = views.parallelStream().flatMap(view -> wrong(view).stream()).toList();
        var shown = new ArrayList<>(wrong.subList(0, Math.min(SHOWN_MAX, wrong.size())));
        if (wrong.size() > SHOWN_MAX) {
            shown.add("and so " + (wrong.size() - SHOWN_MAX) + " views more");
        }
        return shown;
    }

    private Optional<String> wrong(MomentView view) {
        if (!view.decided().ok()) {
            // That views are shed is no fault, as long as they are few.
            return view.decided().unclear()
                    ? Optional.empty()
                    : Optional.of("not decided: " + view);
        }
        long deadline = System.nanoTime() + settleMax.toNanos();
        while (true) {
            Answer again = client.view(view.viewer(), view.moment());
            Optional<String> wrong = repeated(view, again);
            if (wrong.isEmpty() || System.nanoTime() > deadline) {
                return wrong.map(what -> what + ": " + view);
            }
            Hold.during(LOOK);
        }
    }

    /** Compares a later answer with what was told before. */
    private static Optional<String> repeated(MomentView view, Answer again) {
        if (!again.ok()) {
            return Optional.of("a repeat is answered " + again.outcome());
        }
        boolean seen = again.text("state").equals("SEEN");
        if (view.free() || view.toldPaid()) {
            boolean same = seen && again.body().path("free").asBoolean(false) == view.free();
            return same ? Optional.empty() : Optional.of("not seen again");
        }
        return seen || again.body().path("amountFen").asLong(0) == view.amountFen()
                ? Optional.empty()
                : Optional.of("another amount");
    }
}
