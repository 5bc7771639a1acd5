package io.hongbao.pay.notification;

import io.hongbao.contracts.id.UserId;
import io.hongbao.ledger.notification.NotificationItem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * A stream of one user. No thread waits for it; one writes while there is something to write, and
 * until then the stream is given nothing further.
 */
final class NotificationStream {

    private final UserId user;
    private final SseEmitter emitter = new SseEmitter(0L);
    private final AtomicBoolean writing = new AtomicBoolean();
    private final long sinceNanos = System.nanoTime();
    private volatile long lastNumber;
    private volatile long lastWriteNanos = sinceNanos;

    /** {@code lastNumber}: what the client has seen. */
    NotificationStream(UserId user, long lastNumber) {
        this.user = user;
        this.lastNumber = lastNumber;
    }

    UserId user() {
        return user;
    }

    SseEmitter emitter() {
        return emitter;
    }

    long lastNumber() {
        return lastNumber;
    }

    /** Whether it may be given something: all that it was given before is written. */
    boolean idle() {
        return !writing.get();
    }

    boolean olderThan(Duration lifetime) {
        return System.nanoTime() - sinceNanos > lifetime.toNanos();
    }

    boolean silentFor(Duration time) {
        return System.nanoTime() - lastWriteNanos > time.toNanos();
    }

    void write(List<NotificationItem> items) {
        write(() -> {
            for (NotificationItem item : items) {
                emitter.send(
                        SseEmitter.event()
                                .id(item.number())
                                .name(item.kind())
                                .data(item, MediaType.APPLICATION_JSON));
                lastNumber = Long.parseLong(item.number());
            }
        });
    }

    /** So that everybody on the way knows that the stream is there. */
    void writeHeartbeat() {
        SseEventBuilder nothing = SseEmitter.event().comment("");
        write(() -> emitter.send(nothing));
    }

    /** Something that is written, slowly perhaps. */
    private interface Writing {
        void write() throws IOException;
    }

    private void write(Writing what) {
        if (!writing.compareAndSet(false, true)) {
            return;
        }
        var _ =
                Thread.ofVirtual()
                        .name("notify-" + user)
                        .start(() -> {
                            try {
                                what.write();
                            } catch (IOException | IllegalStateException gone) {
                                // The client is gone: the container ends the emitter.
                                emitter.completeWithError(gone);
                            } finally {
                                lastWriteNanos = System.nanoTime();
                                writing.set(false);
                            }
                        });
    }

    void end() {
        emitter.complete();
    }
}
