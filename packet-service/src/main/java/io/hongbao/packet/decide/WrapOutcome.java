package io.hongbao.packet.decide;

import io.hongbao.packet.state.PacketState;

/** What became of a wrap, in order of precedence. */
public sealed interface WrapOutcome extends PacketOutcome {

    /** The key stands for another request. */
    record KeyReused() implements WrapOutcome {}

    /** A repeat: the packet made first, as it is now. */
    record WrappedBefore(PacketState packet) implements WrapOutcome {}

    record Wrapped(PacketState packet) implements WrapOutcome {}

    @Override
    default boolean refusal() {
        return switch (this) {
            case KeyReused _ -> true;
            case WrappedBefore _, Wrapped _ -> false;
        };
    }
}
