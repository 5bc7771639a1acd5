package io.hongbao.ledger.record;

import java.util.List;
import java.util.Optional;

/**
 * A part of a user's list, newest first.
 *
 * @param next empty when nothing follows
 */
public record RecordPage(List<UserRecord> records, Optional<RecordCursor> next) {}
