package io.hongbao.calls.fleet;

import io.hongbao.calls.send.CallFailure;
import io.hongbao.calls.send.CallResult;
import io.hongbao.serving.ready.ReadyFilter;

/** What an instance said when it was asked whether it is ready. */
public enum ReadyAnswer {
    READY,
    /** It answers, and does not want calls: it starts or leaves. */
    NOT_READY,
    /** Nothing listens there. */
    REFUSED,
    /** Nothing came in time, or the connection broke: once is no proof of anything. */
    SILENT;

    public static ReadyAnswer of(CallResult result) {
        return switch (result) {
            case CallResult.Response answered ->
                    answered.status() == ReadyFilter.READY ? READY : NOT_READY;
            case CallResult.Failure(CallFailure reason) ->
                    switch (reason) {
                        case UNREACHABLE -> REFUSED;
                        case BROKEN, TIMED_OUT -> SILENT;
                    };
        };
    }
}
