package io.hongbao.packet.decide;

import io.hongbao.contracts.id.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Tells two requests under the same key apart without keeping them: SHA-256 of a canonical form.
 *
 * @param hex lower case
 */
public record WrapFingerprint(String hex) {

    /**
     * Leaves out lifetime and time to pay: they are settings, which may change between a call and
     * its repeat. The order of recipients does not matter; the greeting comes last, since it is
     * free text.
     */
    public static WrapFingerprint of(Draft draft) {
        String recipients =
                draft.recipients().stream()
                        .sorted()
                        .map(UserId::toString)
                        .collect(Collectors.joining(","));
        return ofText(
                String.join(
                        "|",
                        "w1",
                        draft.kind().name(),
                        Long.toString(draft.total().fen()),
                        Integer.toString(draft.shares()),
                        recipients,
                        draft.greeting()));
    }

    public static WrapFingerprint ofText(String canonical) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(canonical.getBytes(StandardCharsets.UTF_8));
            return new WrapFingerprint(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
