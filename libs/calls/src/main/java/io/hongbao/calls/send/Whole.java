package io.hongbao.calls.send;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A body that comes in pieces, mostly in one. */
final class Whole {

    private static final byte[] NOTHING = {};

    private final long bytesMax;
    private byte @Nullable [] first;
    private @Nullable ByteArrayOutputStream more;
    private long size;

    Whole(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    void add(byte[] piece) {
        size += piece.length;
        if (size > bytesMax) {
            throw new UncheckedIOException(new IOException("answer is too large: bytes=" + size));
        }
        if (first == null) {
            first = piece;
            return;
        }
        if (more == null) {
            more = new ByteArrayOutputStream(first.length + piece.length);
            more.writeBytes(first);
        }
        more.writeBytes(piece);
    }

    byte[] bytes() {
        if (more != null) {
            return more.toByteArray();
        }
        return first == null ? NOTHING : first;
    }
}
