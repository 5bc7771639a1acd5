package io.hongbao.pay.record;

import io.hongbao.ledger.record.RecordCursor;
import io.hongbao.ledger.record.RecordDirection;
import io.hongbao.ledger.record.Records;
import io.hongbao.pay.operation.PageLimit;
import io.hongbao.serving.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which part of which list is asked for. */
record RecordQuery(RecordDirection direction, Optional<RecordCursor> after, int limit) {

    /** Throws {@link ProblemException} naming the parameter that breaks its rule. */
    static RecordQuery of(
            @Nullable String direction, @Nullable String cursor, @Nullable String limit) {
        return new RecordQuery(
                direction(direction), cursor(cursor), PageLimit.of(limit, Records.PAGE_MAX));
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
}
