package io.hongbao.gateway.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerUpgradeHandler.UpgradeEvent;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.CleartextHttp2ServerUpgradeHandler.PriorKnowledgeUpgradeEvent;
import io.netty.util.ReferenceCountUtil;

/**
 * Sees each request of a connection before Reactor Netty does: exchanges what is not HTTP, ends the
 * connection behind a body that cannot be read, and tells {@link RequestTimeout} how far the client
 * has come.
 */
final class CheckRequests extends ChannelDuplexHandler {

    private final RequestTimeout slowClients;
    private int unanswered;
    private boolean broken;

    CheckRequests(RequestTimeout slowClients) {
        this.slowClients = slowClients;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (broken) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            unanswered++;
            slowClients.headersCame();
            HttpRequest wrong = MalformedRequest.inPlaceOf(request);
            if (wrong != null) {
                broken = true;
                slowClients.bodyCame();
                ReferenceCountUtil.release(message);
                context.fireChannelRead(wrong);
                return;
            }
        }
        if (message instanceof HttpContent content && content.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            endBody(context);
            return;
        }
        if (message instanceof LastHttpContent) {
            slowClients.bodyCame();
        }
        context.fireChannelRead(message);
    }

    /** Who reads the body sees its end, and asks {@link MalformedRequest} whether it was one. */
    private void endBody(ChannelHandlerContext context) {
        broken = true;
        slowClients.bodyCame();
        if (unanswered == 0) {
            var _ = context.close();
            return;
        }
        MalformedRequest.markBody(context.channel());
        context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /** The connection speaks HTTP/2 from now on, which has limits of its own. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof UpgradeEvent || event instanceof PriorKnowledgeUpgradeEvent) {
            context.pipeline().remove(slowClients);
            context.pipeline().remove(this);
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        boolean ended = endsAnswer(message);
        if (ended) {
            unanswered--;
            if (broken && unanswered == 0) {
                super.write(
                        context,
                        message,
                        promise.unvoid().addListener(ChannelFutureListener.CLOSE));
                return;
            }
        }
        super.write(context, message, promise);
        if (ended && unanswered == 0) {
            readOn(context);
        }
    }

    /** {@code 100 Continue} is whole in itself, and no answer yet. */
    private static boolean endsAnswer(Object message) {
        return message instanceof LastHttpContent
                && !(message instanceof HttpResponse response
                        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL);
    }

    /**
     * Reactor Netty 1.3.7 stops reading when a request comes and goes on at its end, but not if the
     * request had waited for the answer before it and is answered at once: the connection would
     * hang.
     */
    private static void readOn(ChannelHandlerContext context) {
        if (!context.channel().config().isAutoRead()) {
            context.read();
        }
    }
}
