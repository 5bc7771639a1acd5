package io.hongbao.contracts.event;

import java.util.Objects;

/**
 * An event as it crosses, in Kafka or in a call: all that is signed, and the signature.
 *
 * @param type which event and version {@code json} is, as in {@code ShareOpenedV1}
 * @param groups who must apply it, separated by commas
 * @param json the exact text that was signed
 */
public record SignedEvent(String type, String groups, String json, String signature) {

    /** Throws {@link NullPointerException} for what was read and lacks a part. */
    public SignedEvent {
        Objects.requireNonNull(type);
        Objects.requireNonNull(groups);
        Objects.requireNonNull(json);
        Objects.requireNonNull(signature);
    }
}
