package io.hongbao.calls.fleet;

/** What an instance said when it was asked whether it is ready. */
enum ReadyAnswer {
    READY,
    /** It answers, and does not want calls: it starts or leaves. */
    NOT_READY,
    /** Nothing listens there. */
    REFUSED,
    /** Nothing came in time, or the connection broke: once is no proof of anything. */
    SILENT
}
