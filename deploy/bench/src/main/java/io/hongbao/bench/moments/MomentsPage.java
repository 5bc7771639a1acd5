package io.hongbao.bench.moments;

import io.hongbao.bench.chart.LineChart;
import io.hongbao.bench.moments.MomentsClient.Answer;
import io.hongbao.bench.moments.MomentsSeries.What;
import io.hongbao.bench.report.HtmlPage;
import io.hongbao.bench.report.HtmlPage.Chapter;
import io.hongbao.bench.report.HtmlPage.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What the drill saw, for people. */
final class MomentsPage {

    private MomentsPage() {}

    static List<String> lines(MomentsResult result, List<String> broken) {
        var lines = new ArrayList<String>();
        MomentsSeries series = result.series();
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%-24s %8s %8s %16s %8s",
                        "payments",
                        "views",
                        "free",
                        "payment calls",
                        "paid"));
        for (MomentPhase phase : MomentPhase.ALL) {
            int from = phase.from();
            int to = phase.to();
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-24s %,8d %7.1f%% %,16d %,8d",
                            phase.name(),
                            series.sum(What.VIEWS, from, to),
                            100 * series.perView(What.FREE, from, to),
                            series.sum(What.PAYMENT_CALLS, from, to),
                            series.sum(What.PAID, from, to)));
        }
        lines.add("");
        lines.add("payments answered    " + outcomes(result));
        lines.add("charged twice        " + result.chargedTwice());
        lines.add("money                " + (result.moneyClean() ? "clean" : "NOT CLEAN"));
        lines.add("");
        broken.forEach(rule -> lines.add("BROKEN  " + rule));
        if (broken.isEmpty()) {
            lines.add("All that must hold held.");
        }
        return lines;
    }

    private static Map<String, Integer> outcomes(MomentsResult result) {
        var outcomes = new TreeMap<String, Integer>();
        for (MomentView view : result.views()) {
            for (Answer answer : view.payments()) {
                outcomes.merge(answer.outcome(), 1, Integer::sum);
            }
        }
        return outcomes;
    }

    static String html(MomentsResult result, List<String> lines) {
        MomentsSeries series = result.series();
        return HtmlPage.of(
                List.of(
                        new Chapter(
                                "Moments while payments fail",
                                List.of(
                                        new Section(
                                                "Free views",
                                                "Part of the views of a second that cost nothing, and the free rate in"
                                                        + " force in each packet service.",
                                                LineChart.of(free(result), "s", "part")),
                                        new Section(
                                                "Views and payments",
                                                "A second.",
                                                LineChart.of(
                                                        Map.of(
                                                                "views",
                                                                counts(series, What.VIEWS),
                                                                "payment calls",
                                                                counts(series, What.PAYMENT_CALLS),
                                                                "paid",
                                                                counts(series, What.PAID)),
                                                        "s",
                                                        "calls/s")),
                                        new Section(
                                                "Failing",
                                                "Part of the payments that the bank answers with an error.",
                                                LineChart.of(
                                                        Map.of(
                                                                "failing",
                                                                points(
                                                                        series.seconds(),
                                                                        MomentsPage::failing)),
                                                        "s",
                                                        "part"))),
                                lines,
                                Map.of())));
    }

    private static Map<String, List<double[]>> free(MomentsResult result) {
        MomentsSeries series = result.series();
        var lines = new TreeMap<String, List<double[]>>();
        lines.put(
                "free views",
                points(series.seconds(), at -> series.perView(What.FREE, at, at + 1)));
        result.rates().forEach((name, rates) -> lines.put("rate of " + name, rates));
        return lines;
    }

    private static List<double[]> counts(MomentsSeries series, What what) {
        return points(series.seconds(), at -> series.sum(what, at, at + 1));
    }

    private static double failing(int second) {
        return MomentPhase.ALL.stream()
                .filter(phase -> second >= phase.from() && second < phase.to())
                .mapToDouble(MomentPhase::failing)
                .sum();
    }

    private static List<double[]> points(int seconds, IntToDoubleFunction value) {
        return IntStream.range(0, seconds)
                .mapToObj(at -> new double[] {at, value.applyAsDouble(at)})
                .toList();
    }
}
