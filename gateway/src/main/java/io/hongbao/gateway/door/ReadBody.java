package io.hongbao.gateway.door;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.connection.MalformedRequest;
import io.hongbao.serving.problem.ProblemException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.BaseSubscriber;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Takes a body into memory, up to a limit. What is over it is read to its end and dropped, else the
 * client would see a reset connection instead of the answer; up to {@link #DROPPED_MAX}.
 */
final class ReadBody extends BaseSubscriber<ByteBuf> {

    /** A client that sends more than this after being over the limit is answered at once. */
    static final long DROPPED_MAX = 16 * 1024 * 1024;

    private static final byte[] NONE = new byte[0];

    private final HttpServerRequest request;
    private final int bytesMax;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private byte[] read = NONE;
    private long dropped;

    private ReadBody(HttpServerRequest request, int bytesMax) {
        this.request = request;
        this.bytesMax = bytesMax;
    }

    /**
     * Fails with a problem when it is too large; cancelled when the client is gone.
     *
     * @param timeMax for the whole body of a stream of HTTP/2, which is reset then; connections of
     *     HTTP/1.1 are watched already
     */
    static CompletableFuture<byte[]> of(HttpServerRequest request, int bytesMax, Duration timeMax) {
        var reading = new ReadBody(request, bytesMax);
        request.receive().subscribe(reading);
        if (request.version().majorVersion() > 1) {
            request.withConnection(stream -> reading.endAfter(timeMax, stream.channel()));
        }
        return reading.body;
    }

    private void endAfter(Duration timeMax, Channel stream) {
        var timer =
                stream.eventLoop()
                        .schedule(
                                () -> {
                                    var _ = stream.close();
                                },
                                timeMax.toMillis(),
                                TimeUnit.MILLISECONDS);
        var _ = body.whenComplete((_, _) -> timer.cancel(false));
    }

    @Override
    protected void hookOnNext(ByteBuf bytes) {
        int more = bytes.readableBytes();
        if (dropped > 0 || read.length + more > bytesMax) {
            dropped += more;
            read = NONE;
            if (dropped > DROPPED_MAX) {
                cancel();
                body.completeExceptionally(tooLarge());
            }
            return;
        }
        int from = read.length;
        read = Arrays.copyOf(read, from + more);
        bytes.readBytes(read, from, more);
    }

    @Override
    protected void hookOnComplete() {
        if (MalformedRequest.isBodyBroken(request)) {
            body.completeExceptionally(
                    ProblemException.of(
                            ProblemCode.INVALID_REQUEST, "must be a request of HTTP/1.1"));
        } else if (dropped > 0) {
            body.completeExceptionally(tooLarge());
        } else {
            body.complete(read);
        }
    }

    @Override
    protected void hookOnError(Throwable broken) {
        body.cancel(false);
    }

    private ProblemException tooLarge() {
        return ProblemException.of(ProblemCode.BODY_TOO_LARGE, "must be <= " + bytesMax + " bytes");
    }
}
