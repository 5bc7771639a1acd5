package io.hongbao.calls.serve;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.ticket.Ticket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * Serves one call of many as its own path would. May wait, unless it said that it would not.
 *
 * @param <B> the body
 */
public interface ServeCall<B> {

    /**
     * The answer; throws {@code ProblemException} for a refusal. Empty when the call has to be made
     * alone; nothing may have happened then.
     *
     * @param deadline nothing is begun after it
     */
    Optional<? extends ResponseEntity<?>> serve(
            Ticket ticket, Deadline deadline, @Nullable String key, B body);

    /** Whether {@link #serve} would not wait for anything now, so that it needs no thread. */
    default boolean atOnce(Ticket ticket) {
        return false;
    }
}
