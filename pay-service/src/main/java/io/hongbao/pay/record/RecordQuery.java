package io.hongbao.pay.record;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.record.RecordCursor;
import io.hongbao.ledger.record.RecordDirection;
import io.hongbao.ledger.record.RecordPage;
import io.hongbao.ledger.record.Records;
import io.hongbao.pay.operation.PageLimit;
import io.hongbao.serving.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which part of which list is asked for. */
record RecordQuery(RecordDirection direction, Optional<RecordCursor> after, int limit) {

    /**
     * Of packets, by parameter {@code direction}. Throws {@link ProblemException} naming the
     * parameter that breaks its rule.
     */
    static RecordQuery ofPackets(
            @Nullable String direction, @Nullable String cursor, @Nullable String limit) {
        RecordDirection list =
                list(direction, Predicate.not(RecordDirection::ofMoments))
                        .orElseThrow(() ->
                                ProblemException.field("direction", "must be sent or received"));
        return new RecordQuery(list, cursor(cursor), PageLimit.of(limit, Records.PAGE_MAX));
    }

    /** Of moments, by parameter {@code role}; else the same. */
    static RecordQuery ofMoments(
            @Nullable String role, @Nullable String cursor, @Nullable String limit) {
        RecordDirection list =
                list(role, RecordDirection::ofMoments)
                        .orElseThrow(() ->
                                ProblemException.field("role", "must be posted, seen or earned"));
        return new RecordQuery(list, cursor(cursor), PageLimit.of(limit, Records.PAGE_MAX));
    }

    RecordPage page(Records records, Connection session, UserId user) throws SQLException {
        return records.page(session, user, direction, after, limit);
    }

    private static Optional<RecordDirection> list(
            @Nullable String text, Predicate<RecordDirection> among) {
        return Optional.ofNullable(text).flatMap(RecordDirection::parse).filter(among);
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
