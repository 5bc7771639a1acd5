package io.hongbao.packet.set;

import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.id.SetId;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Since when each SET is what it is. */
final class SetStates {

    private final Map<SetId, SetState> states = new ConcurrentHashMap<>();
    private final InstantSource clock;

    SetStates(InstantSource clock) {
        this.clock = clock;
    }

    void connecting(SetEntry set) {
        become(set, SetState.Kind.OPENING, null);
    }

    /** Whether this is another reason than before. */
    boolean notConnected(SetEntry set, String reason) {
        SetState before = states.get(set.id());
        become(set, SetState.Kind.OPENING, reason);
        return before == null || !reason.equals(before.notConnectedBecause());
    }

    /** With the weight it has now. */
    void connected(SetEntry set) {
        become(set, set.drained() ? SetState.Kind.DRAINED : SetState.Kind.OPEN, null);
    }

    void takenOut(SetId set) {
        states.remove(set);
    }

    private void become(SetEntry set, SetState.Kind kind, @Nullable String reason) {
        states.compute(
                set.id(),
                (_, before) ->
                        before != null && before.kind() == kind
                                ? new SetState(kind, before.since(), reason)
                                : new SetState(kind, clock.instant(), reason));
    }

    Map<SetId, SetState> all() {
        return new TreeMap<>(states);
    }
}
