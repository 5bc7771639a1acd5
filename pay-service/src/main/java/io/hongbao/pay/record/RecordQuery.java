package io.hongbao.pay.record;

import io.hongbao.ledger.record.RecordCursor;
import io.hongbao.ledger.record.RecordDirection;
import io.hongbao.ledger.record.Records;
import io.hongbao.serving.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which part of which list is asked for. */
record RecordQuery(RecordDirection direction, Optional<RecordCursor> after, int limit) {

    private static final int LIMIT_DEFAULT = 20;

    /** Throws {@link ProblemException} naming the parameter that breaks its rule. */
    static RecordQuery of(
            @Nullable String direction, @Nullable String cursor, @Nullable String limit) {
        return new RecordQuery(direction(direction), cursor(cursor), limit(limit));
    }

    private static RecordDirection direction(@Nullable String text) {
        return Optional.ofNullable(text)
                .flatMap(RecordDirection::parse)
                .orElseThrow(() -> ProblemException.field("direction", "must be sent or received"));
    }

    private static Optional<RecordCursor> cursor(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(
                RecordCursor.parse(text)
                        .orElseThrow(() ->
                                ProblemException.field(
                                        "cursor", "must be the nextCursor of a page")));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return LIMIT_DEFAULT;
        }
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > Records.PAGE_MAX) {
            throw ProblemException.field("limit", "must be 1 to " + Records.PAGE_MAX);
        }
        return Integer.parseInt(text);
    }
}
