package io.hongbao.serving.key;

import io.hongbao.contracts.key.KeyRing;

/** Keyed hashes of card tokens: who has only a hash cannot guess which card it was. */
public final class CardHashes {

    private static final String PURPOSE = "card~";

    private final KeyRing keys;

    public CardHashes(KeyRing keys) {
        this.keys = keys;
    }

    /** The hash of a token, with the id of its key; at most 76 ASCII characters. */
    public String of(String token) {
        return keys.sign(PURPOSE + token);
    }

    /** Whether {@code hash} was made of {@code token} by a key of the ring. */
    public boolean match(String hash, String token) {
        return keys.verify(PURPOSE + token, hash);
    }
}
