package io.hongbao.packet.wrap;

import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.decide.Draft;
import io.hongbao.packet.decide.Fingerprint;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What of a request makes it another one under the same key. Lifetime and time to pay are settings,
 * not wishes of the sender: they may change between a call and its repeat.
 */
final class Fingerprints {

    private Fingerprints() {}

    /** The order of recipients does not matter; the greeting comes last, since it is free text. */
    static Fingerprint of(Draft draft) {
        String recipients =
                draft.recipients().stream()
                        .sorted()
                        .map(UserId::toString)
                        .collect(Collectors.joining(","));
        return Fingerprint.ofText(
                String.format(
                        Locale.ROOT,
                        "w1|%s|%d|%d|%s|%s",
                        draft.kind(),
                        draft.total().fen(),
                        draft.shares(),
                        recipients,
                        draft.greeting()));
    }
}
