package io.hongbao.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** Puts answers together; nearly all come in one piece and are not copied. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails shows as a lost connection.
final class AnswerHandler extends ChannelInboundHandlerAdapter {

    private final Slot slot;
    private final ByteBuf parts = Unpooled.buffer(0);
    private int status;
    private boolean keepAlive;

    AnswerHandler(Slot slot) {
        this.slot = slot;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpResponse response) {
                status = response.status().code();
                keepAlive = HttpUtil.isKeepAlive(response);
                parts.clear();
            }
            if (message instanceof HttpContent content) {
                read(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (last && !parts.isReadable()) {
            slot.answered(status, content.content(), keepAlive);
            return;
        }
        parts.writeBytes(content.content());
        if (last) {
            slot.answered(status, parts, keepAlive);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        slot.lost();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
