package io.hongbao.posting.apply;

/** What became of one entry in a commit. */
public enum Applied {
    NEW,
    /** It was there before, with the same content. */
    REPEATED,
    /** Its identity was there before with other content, which stays. */
    DIFFERS
}
