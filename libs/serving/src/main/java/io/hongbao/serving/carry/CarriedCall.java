package io.hongbao.serving.carry;

import io.hongbao.contracts.ticket.Ticket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * Serves one call of many as its own path would. Called by a thread of its own, so it may wait.
 *
 * @param <B> the body
 */
public interface CarriedCall<B> {

    /**
     * The answer; throws {@code ProblemException} for a refusal. Empty when the call has to be made
     * alone; nothing may have happened then.
     */
    Optional<? extends ResponseEntity<?>> serve(Ticket ticket, @Nullable String key, B body);
}
