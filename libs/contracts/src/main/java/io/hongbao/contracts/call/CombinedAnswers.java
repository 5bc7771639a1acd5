package io.hongbao.contracts.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers to combined calls of any kind: as many as items, in their order. */
public record CombinedAnswers(List<Answer> answers) {

    /**
     * What the call would have been answered alone; or that it has to be made alone, because it
     * would keep others waiting or cannot be read. Nothing has happened of that one.
     *
     * @param status of HTTP; null for alone
     * @param location of what was made
     * @param retryAfter the header of that name
     * @param body JSON; a problem when the status is 400 or above
     */
    public record Answer(
            @Nullable Integer status,
            @Nullable String location,
            @Nullable String retryAfter,
            @Nullable String body) {

        public static final Answer ALONE = new Answer(null, null, null, null);
    }
}
