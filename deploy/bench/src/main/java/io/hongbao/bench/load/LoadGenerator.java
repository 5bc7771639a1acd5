package io.hongbao.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Keeps connections busy from one thread, without pipelining: a call of a connection is sent when
 * the one before is answered.
 */
public final class LoadGenerator implements AutoCloseable {

    /** Calls under way at the end of a window are waited for so long. */
    static final Duration GRACE = Duration.ofSeconds(15);

    private static final int CONNECT_MS_MAX = 5_000;
    private static final int ANSWER_PART_BYTES_MAX = 1 << 20;

    private final EventLoopGroup group;
    private final Bootstrap bootstrap;

    public LoadGenerator() {
        boolean epoll = Epoll.isAvailable();
        group =
                new MultiThreadIoEventLoopGroup(
                        1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        bootstrap =
                new Bootstrap()
                        .group(group)
                        .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS_MAX);
    }

    /**
     * How hard to press.
     *
     * @param connections how many calls may be under way
     * @param rate operations a second, sent when it is their time whether others are answered or
     *     not; 0: as fast as they are answered
     * @param window how long; the run also ends when no work is left
     */
    public record Press(int connections, double rate, Duration window) {

        public static Press peak(int connections, Duration window) {
            return new Press(connections, 0, window);
        }

        public static Press at(double rate, int connections, Duration window) {
            return new Press(connections, rate, window);
        }
    }

    /** Returns when the window is over and every call is answered or given up. */
    public Tally run(List<URI> targets, Press press, Work work) {
        return run(targets, press, work, _ -> {});
    }

    /**
     * The same, for somebody who watches.
     *
     * @param begun gets the tally when the load begins
     */
    public Tally run(List<URI> targets, Press press, Work work, Consumer<Tally> begun) {
        var run = new LoadRun(group.next(), press, work, slot -> connect(targets, slot));
        begun.accept(run.tally());
        try {
            return run.start()
                    .get(
                            press.window().plus(GRACE.multipliedBy(2)).toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load generator failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the load generator did not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A connection for each target; in the generator's thread, so nothing is waited for. */
    private List<ChannelFuture> connect(List<URI> targets, Slot slot) {
        return targets.stream()
                .map(target ->
                        bootstrap
                                .clone()
                                .handler(
                                        new ChannelInitializer<Channel>() {
                                            @Override
                                            protected void initChannel(Channel channel) {
                                                channel.pipeline()
                                                        .addLast(
                                                                new HttpResponseDecoder(decoding()),
                                                                new AnswerHandler(slot));
                                            }
                                        })
                                .connect(target.getHost(), target.getPort()))
                .toList();
    }

    private static HttpDecoderConfig decoding() {
        return new HttpDecoderConfig()
                .setValidateHeaders(false)
                .setMaxChunkSize(ANSWER_PART_BYTES_MAX);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
