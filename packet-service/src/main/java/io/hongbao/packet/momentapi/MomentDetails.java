package io.hongbao.packet.momentapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hongbao.contracts.id.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A moment as whoever has its link sees it.
 *
 * @param state {@code OPEN}, or {@code ENDED} from {@code endsAt} on
 * @param seen how many have seen it
 * @param seenFree how many of them for free; shown to the poster
 * @param paidFen what the others paid together; shown to the poster
 * @param viewers the latest who saw it, newest first; shown to the poster
 * @param more whether others saw it before them; shown to the poster
 * @param own the asking user's view, once there is one
 * @param seed once it has ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MomentDetails(
        String momentId,
        UserId posterId,
        String text,
        long fromFen,
        long toFen,
        String state,
        Instant createdAt,
        Instant endsAt,
        long seen,
        @Nullable Long seenFree,
        @Nullable Long paidFen,
        @Nullable List<Viewer> viewers,
        @Nullable Boolean more,
        @Nullable Viewer own,
        String commitment,
        @Nullable String seed) {

    /**
     * One view.
     *
     * @param freeRatePpm the free rate in force when it was decided, in millionths
     * @param amountFen what it cost; 0 when it was free
     * @param seenAt null while it is to pay
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Viewer(
            UserId userId,
            boolean free,
            int freeRatePpm,
            long amountFen,
            @Nullable Instant seenAt) {}
}
