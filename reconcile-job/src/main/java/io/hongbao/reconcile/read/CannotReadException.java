package io.hongbao.reconcile.read;

/** A database, the bank or a file could not be read: no answer can be given. */
public final class CannotReadException extends RuntimeException {

    public CannotReadException(String what, Throwable cause) {
        super("cannot read " + what + ": " + cause.getMessage(), cause);
    }

    public CannotReadException(String what, String why) {
        super("cannot read " + what + ": " + why);
    }
}
