package io.hongbao.local.program;

import java.util.List;

/** Something could not be started; the message is for the user, as it is. */
public final class StartException extends RuntimeException {

    public StartException(String what) {
        super(what);
    }

    public StartException(String what, List<String> lastLines) {
        super(what + "; it last said:\n    " + String.join("\n    ", lastLines));
    }
}
