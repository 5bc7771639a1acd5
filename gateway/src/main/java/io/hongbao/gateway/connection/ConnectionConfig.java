package io.hongbao.gateway.connection;

import io.hongbao.serving.overload.MeanWait;
import io.hongbao.serving.overload.SchedulerWait;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.ProxyProtocolSupportType;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionSettings.class)
class ConnectionConfig {

    /** As Spring Boot makes its own, which is made only where there is no other. */
    @Bean
    ServerFactory serverFactory(
            ReactorResourceFactory resources, ObjectProvider<NettyServerCustomizer> customizers) {
        var factory = new ServerFactory();
        factory.setResourceFactory(resources);
        factory.getServerCustomizers().addAll(customizers.orderedStream().toList());
        return factory;
    }

    @Bean
    MeanWait loopWait() {
        return new MeanWait("event_loops");
    }

    /** The loops serve users and call services. */
    @Bean
    SchedulerWait schedulerWait(MeanWait loopWait, ReactorResourceFactory resources) {
        List<Executor> loops = new ArrayList<>();
        resources.getLoopResources().onServer(true).forEach(loops::add);
        return SchedulerWait.start(loopWait, loops);
    }

    /** Of the port of users alone; the management port has a context of its own. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> watchConnections(
            ConnectionSettings settings) {
        return factory -> factory.addServerCustomizers(server -> watch(server, settings));
    }

    private static HttpServer watch(HttpServer server, ConnectionSettings settings) {
        var cap =
                settings.perAddressMax() == 0
                        ? null
                        : new AddressCap(settings.perAddressMax(), settings.proxyProtocol());
        HttpServer watched =
                settings.proxyProtocol()
                        ? server.proxyProtocol(ProxyProtocolSupportType.ON)
                        : server;
        return watched.doOnChannelInit((_, channel, _) -> {
            watch(channel, settings);
            if (cap != null) {
                limit(channel.pipeline(), cap);
            }
        });
    }

    /** Behind the PROXY protocol's decoder, where that is spoken. */
    private static void limit(ChannelPipeline pipeline, AddressCap cap) {
        if (pipeline.get(NettyPipeline.ProxyProtocolDecoder) != null) {
            pipeline.addAfter(NettyPipeline.ProxyProtocolDecoder, null, cap);
        } else {
            pipeline.addFirst(cap);
        }
    }

    private static void watch(Channel channel, ConnectionSettings settings) {
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null) {
            watchHttp1(pipeline, settings);
        } else if (pipeline.get(NettyPipeline.H2OrHttp11Codec) != null) {
            pipeline.addAfter(NettyPipeline.H2OrHttp11Codec, null, new WhenNegotiated(settings));
        }
    }

    private static void watchHttp1(ChannelPipeline pipeline, ConnectionSettings settings) {
        var slowClients = new RequestTimeout(settings.headersMax(), settings.bodyMax());
        String codec =
                pipeline.get(NettyPipeline.HttpCodec) != null
                        ? NettyPipeline.HttpCodec
                        : NettyPipeline.H2CUpgradeHandler;
        pipeline.addBefore(codec, null, slowClients);
        pipeline.addBefore(NettyPipeline.HttpTrafficHandler, null, new CheckRequests(slowClients));
    }

    /** TLS decides only in its handshake whether HTTP/1.1 will be spoken. */
    private static final class WhenNegotiated extends ChannelInboundHandlerAdapter {

        private final ConnectionSettings settings;

        WhenNegotiated(ConnectionSettings settings) {
            this.settings = settings;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent) {
                ChannelPipeline pipeline = context.pipeline();
                if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null) {
                    watchHttp1(pipeline, settings);
                }
                pipeline.remove(this);
            }
            context.fireUserEventTriggered(event);
        }
    }
}
