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
import org.jspecify.annotations.Nullable;

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
     * @param arrivals when operations are sent, whether others are answered or not; null: as fast
     *     as they are answered
     * @param window how long; the run also ends when no work is left
     * @param patience how late an operation is still sent when no connection was free; then its
     *     user has given up
     */
    public record Press(
            int connections, @Nullable Arrivals arrivals, Duration window, Duration patience) {

        public static Press peak(int connections, Duration window) {
            return new Press(connections, null, window, Duration.ZERO);
        }

        /** What was due in the window is still sent after it. */
        public static Press at(double rate, int connections, Duration window) {
            return in(Arrivals.at(rate, window), connections, window.plus(GRACE.dividedBy(2)));
        }

        public static Press in(Arrivals arrivals, int connections, Duration patience) {
            return new Press(connections, arrivals, arrivals.window(), patience);
        }
    }

    /** Returns when the window is over and every call is answered or given up. */
    public Tally run(List<URI> targets, Press press, Work work) {
        return run(targets, press, work, CallObserver.NONE);
    }

    /**
     * The same, for somebody who watches.
     *
     * @param begun gets the tally when the load begins
     */
    public Tally run(List<URI> targets, Press press, Work work, Consumer<Tally> begun) {
        var run =
                new LoadRun(
                        group.next(),
                        press,
                        work,
                        CallObserver.NONE,
                        slot -> connect(targets, slot));
        begun.accept(run.tally());
        return await(run, press);
    }

    /** The same, heard of one by one. Runs of several threads at a time share the one thread. */
    public Tally run(List<URI> targets, Press press, Work work, CallObserver observer) {
        return await(
                new LoadRun(group.next(), press, work, observer, slot -> connect(targets, slot)),
                press);
    }

    private static Tally await(LoadRun run, Press press) {
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
