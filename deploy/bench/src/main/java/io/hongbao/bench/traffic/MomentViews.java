package io.hongbao.bench.traffic;

import io.hongbao.bench.check.AnswerLog;
import io.hongbao.bench.crowd.Crowd;
import io.hongbao.contracts.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Moments, and who views which: every user views each once. Moments are viewed a few at a time,
 * like those that just appeared.
 */
final class MomentViews {

    /** A view costs 20 fen on average. */
    private static final long FEN_MAX = 39;

    private final Crowd crowd;
    private final AnswerLog answers;
    private final int viewers;

    /** Takes what a view may cost out of a user's change; false when there is not so much. */
    private final BiPredicate<Integer, Long> reserve;

    private final List<String> moments = new ArrayList<>();
    private int posts;
    private long views;

    MomentViews(Crowd crowd, AnswerLog answers, int viewers, BiPredicate<Integer, Long> reserve) {
        this.crowd = crowd;
        this.answers = answers;
        this.viewers = viewers;
        this.reserve = reserve;
    }

    /** How many moments are missing for so many views more. */
    int missing(long more) {
        return Math.toIntExact(Math.ceilDiv(views + more, viewers)) - moments.size();
    }

    PostMoment post() {
        UserId poster = crowd.user(viewers + posts);
        return new PostMoment(poster, "bench-moment-" + posts++, FEN_MAX, crowd, moments::add);
    }

    /** Null when no moment, or no change, is left. */
    @Nullable ViewMoment next() {
        int moment = Math.toIntExact(views / viewers);
        int viewer = Math.toIntExact(views % viewers);
        if (moment >= moments.size() || !reserve.test(viewer, FEN_MAX)) {
            return null;
        }
        views++;
        return new ViewMoment(moments.get(moment), crowd.user(viewer), crowd, answers);
    }
}
