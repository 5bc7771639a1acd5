package io.hongbao.gateway.connection;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import java.net.InetSocketAddress;

/**
 * Ends connections of an address that has too many already. Behind a balancer the address is what
 * the PROXY protocol says, which is the first that comes.
 */
@Sharable
final class AddressCap extends ChannelInboundHandlerAdapter {

    private final ConcurrencyLimit<String> connections;
    private final boolean proxyProtocol;

    AddressCap(int max, boolean proxyProtocol) {
        connections = new ConcurrencyLimit<>(max);
        this.proxyProtocol = proxyProtocol;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!proxyProtocol
                && context.channel().remoteAddress() instanceof InetSocketAddress client) {
            count(context, client.getAddress().getHostAddress());
        }
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HAProxyMessage named && named.sourceAddress() != null) {
            count(context, named.sourceAddress());
        }
        context.fireChannelRead(message);
    }

    private void count(ChannelHandlerContext context, String address) {
        if (connections.enter(address)) {
            ChannelFutureListener leave = _ -> connections.leave(address);
            context.channel().closeFuture().addListener(leave);
        } else {
            var _ = context.close();
        }
    }
}
