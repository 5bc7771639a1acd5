package io.hongbao.packet.set;

import org.jspecify.annotations.Nullable;

/** Failures in one line, the same for the same cause, so that they can be told once. */
final class FailureReason {

    private static final int DEPTH_MAX = 20;

    private FailureReason() {}

    /** What failed, and the cause behind it. */
    static String of(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < DEPTH_MAX; depth++) {
            root = root.getCause();
        }
        String told = line(failure);
        return root == failure || told.contains(line(root)) ? told : told + ": " + line(root);
    }

    private static String line(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElseThrow();
    }
}
