package io.hongbao.gateway.connection;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Ends connections of an address that has too many already. Behind a balancer the address is what
 * the PROXY protocol says, which is the first that comes.
 */
@Sharable
final class AddressCap extends ChannelInboundHandlerAdapter {

    private final int max;
    private final boolean proxyProtocol;
    private final ConcurrentMap<String, Integer> connections = new ConcurrentHashMap<>();

    AddressCap(int max, boolean proxyProtocol) {
        this.max = max;
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
        int count = connections.merge(address, 1, Integer::sum);
        ChannelFutureListener leave =
                _ ->
                        connections.computeIfPresent(
                                address, (_, open) -> open == 1 ? null : open - 1);
        context.channel().closeFuture().addListener(leave);
        if (count > max) {
            var _ = context.close();
        }
    }
}
