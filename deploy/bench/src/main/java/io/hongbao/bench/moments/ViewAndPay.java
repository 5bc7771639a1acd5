package io.hongbao.bench.moments;

import io.hongbao.bench.load.Hold;
import io.hongbao.bench.moments.MomentsClient.Answer;
import io.hongbao.bench.moments.MomentsSeries.What;
import io.hongbao.contracts.id.UserId;
import java.time.Duration;
import java.util.ArrayList;

/** A user views a moment and pays by card, and repeats what has no clear answer. All is counted. */
record ViewAndPay(MomentsClient client, MomentsSeries series, long startNanos) {

    private static final int CALLS_MAX = 4;
    private static final Duration REPEAT_AFTER = Duration.ofMillis(700);

    MomentView view(UserId viewer, String moment) {
        Answer decided = client.view(viewer, moment);
        for (int calls = 1; !decided.ok() && decided.unclear() && calls < CALLS_MAX; calls++) {
            Hold.during(REPEAT_AFTER);
            decided = client.view(viewer, moment);
        }
        var view = new MomentView(viewer, moment, decided, new ArrayList<>());
        if (!decided.ok()) {
            return view;
        }
        series.add(What.VIEWS, second());
        if (view.free()) {
            series.add(What.FREE, second());
            return view;
        }
        pay(view, decided.text("payTicket"));
        return view;
    }

    private void pay(MomentView view, String payTicket) {
        String card = "card-of-" + view.viewer();
        do {
            if (!view.payments().isEmpty()) {
                Hold.during(REPEAT_AFTER);
            }
            series.add(What.PAYMENT_CALLS, second());
            view.payments().add(client.pay(view.viewer(), view.moment(), payTicket, card));
        } while (view.payments().size() < CALLS_MAX && view.payments().getLast().unclear());
        if (view.payments().getLast().ok()) {
            series.add(What.PAID, second());
        }
    }

    private int second() {
        return (int) Duration.ofNanos(System.nanoTime() - startNanos).toSeconds();
    }
}
