package io.hongbao.packet.archive;

import io.hongbao.contracts.id.SetId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one day of a SET, or of the whole SET. */
sealed interface DayResult {

    SetId set();

    /** Nothing of the day is left in the order tables. */
    record Archived(SetId set, LocalDate day, DaySums sums) implements DayResult {}

    /** It is remembered that the day is reconciled, and stays in the order tables. */
    record Reconciled(SetId set, LocalDate day) implements DayResult {}

    /**
     * The day, or the SET when there is no day, stays as it is.
     *
     * @param reasons all that were found; a repeat goes on when they are gone
     */
    record Refused(SetId set, @Nullable LocalDate day, List<String> reasons) implements DayResult {}

    /** The SET's database did not answer, or not for long enough. */
    record Unreachable(SetId set, String reason) implements DayResult {}
}
