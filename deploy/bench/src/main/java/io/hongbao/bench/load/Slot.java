package io.hongbao.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One place for a call: a connection to each target, at most one of them with a call under way. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails shows as a lost connection.
final class Slot {

    private static final int REQUEST_BYTES = 512;

    private final LoadRun run;
    private List<Channel> channels = List.of();
    private @Nullable Operation current;
    private long intendedNanos;

    Slot(LoadRun run) {
        this.run = run;
    }

    void connected(List<Channel> given) {
        channels = given;
    }

    void send(Operation operation, long intended) {
        current = operation;
        intendedNanos = intended;
        sendCall(operation);
    }

    private void sendCall(Operation operation) {
        Channel channel = channels.get(operation.target());
        if (!channel.isActive()) {
            lost();
            return;
        }
        ByteBuf request = channel.alloc().ioBuffer(REQUEST_BYTES);
        operation.write(request);
        channel.writeAndFlush(request, channel.voidPromise());
    }

    /** Servers close a connection after some errors; the next call needs another then. */
    void answered(int status, ByteBuf body, boolean keepAlive) {
        Operation operation = current;
        if (operation == null) {
            return;
        }
        Verdict verdict = operation.answered(status, body);
        if (verdict.more()) {
            sendCall(operation);
            return;
        }
        current = null;
        if (keepAlive) {
            run.done(this, verdict, intendedNanos);
        } else {
            close();
            run.lost(this, verdict, intendedNanos);
        }
    }

    /** A connection ended: so does the call on it, and this slot is used no more. */
    void lost() {
        if (channels.isEmpty()) {
            return;
        }
        List<Channel> broken = channels;
        channels = List.of();
        broken.forEach(Channel::close);
        Operation operation = current;
        current = null;
        run.lost(
                this,
                operation == null ? null : operation.answered(0, Unpooled.EMPTY_BUFFER),
                intendedNanos);
    }

    void close() {
        List<Channel> open = channels;
        channels = List.of();
        open.forEach(Channel::close);
    }
}
