package io.hongbao.contracts.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a packet after it was told of its payment ({@code POST} of a {@code SignedEvent}
 * to {@link #PATH} with an {@code ACTIVATE} ticket). A repeat gets the same.
 *
 * @param state {@code ACTIVE}, {@code FINISHED} or {@code REFUNDED}
 */
public record ActivationAnswer(String state, @Nullable Instant expiresAt) {

    public static final String PATH = "/internal/v1/activations";
}
