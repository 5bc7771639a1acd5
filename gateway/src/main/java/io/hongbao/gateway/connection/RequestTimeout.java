package io.hongbao.gateway.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a connection whose client takes too long to send a request, however often it sends a byte. A
 * request that comes in one piece needs no timer. Stands in front of the codec.
 */
final class RequestTimeout extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(RequestTimeout.class);

    private final Duration headersMax;
    private final Duration bodyMax;
    private boolean bytesCame;
    private boolean readsBody;
    private @Nullable Future<?> timer;

    RequestTimeout(Duration headersMax, Duration bodyMax) {
        this.headersMax = headersMax;
        this.bodyMax = bodyMax;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        bytesCame |= message instanceof ByteBuf;
        context.fireChannelRead(message);
    }

    /** All that was read has gone through the codec: what is not complete now has to hurry. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (timer == null && (readsBody || bytesCame)) {
            Duration max = readsBody ? bodyMax : headersMax;
            timer =
                    context.executor()
                            .schedule(() -> end(context), max.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelReadComplete();
    }

    private void end(ChannelHandlerContext context) {
        log.debug("client is too slow: waits for its {}", readsBody ? "body" : "headers");
        var _ = context.close();
    }

    void headersCame() {
        readsBody = true;
        stop();
    }

    void bodyCame() {
        readsBody = false;
        stop();
    }

    private void stop() {
        bytesCame = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }
}
