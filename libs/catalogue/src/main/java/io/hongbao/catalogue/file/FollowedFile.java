package io.hongbao.catalogue.file;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file says now, while an operator changes it. The last good content counts; a file that is
 * half-written or wrong changes nothing: the reason is logged once and given by {@link #refusal()}
 * for as long as it lasts.
 *
 * <p>The content is compared, not the time of the file, so that a Kubernetes ConfigMap is followed
 * too. New content is judged when two looks in a row found the same: a writer in the middle of
 * writing is waited for.
 */
public class FollowedFile<T> implements AutoCloseable {

    /** How long content that was not accepted waits for its next try. */
    public static final Duration RETRY_PAUSE = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(FollowedFile.class);

    private final FileFormat<T> format;
    private final @Nullable Path file;
    private final Duration poll;
    private final InstantSource clock;
    private final List<ChangeListener<T>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile T current;
    private volatile Instant changedAt;
    private volatile @Nullable Refusal refusal;

    // The marks of what was read last, and of what was judged last; of who looks alone.
    private String latest;
    private String judged;
    private Instant retryAt = Instant.MAX;

    private record First<T>(T content, String mark) {}

    /**
     * Reads the file; throws {@link CatalogueException} on the first mistake. It is followed from
     * {@link #watch} on, or by each {@link #look}.
     *
     * @param poll between two looks of the watch
     */
    public FollowedFile(FileFormat<T> format, Path file, Duration poll, InstantSource clock) {
        this(format, file, first(format, file), poll, clock);
    }

    /** Content that never changes. */
    protected FollowedFile(FileFormat<T> format, T content, InstantSource clock) {
        this(format, null, new First<>(content, ""), Duration.ZERO, clock);
    }

    private FollowedFile(
            FileFormat<T> format,
            @Nullable Path file,
            First<T> first,
            Duration poll,
            InstantSource clock) {
        this.format = format;
        this.file = file;
        this.poll = poll;
        this.clock = clock;
        current = first.content();
        latest = first.mark();
        judged = first.mark();
        changedAt = clock.instant();
    }

    private static <T> First<T> first(FileFormat<T> format, Path file) {
        FileContent content = FileContent.of(file);
        return new First<>(judge(format, file, content, null), content.mark());
    }

    private static <T> T judge(
            FileFormat<T> format, Path file, FileContent content, @Nullable T running) {
        return switch (content) {
            case FileContent.Text(_, String text) -> format.judge(file.toString(), text, running);
            case FileContent.Absent(_, CatalogueException why) -> format.absent(why);
            case FileContent.Unreadable(_, CatalogueException why) -> throw why;
        };
    }

    /** The content that counts. */
    public final T current() {
        return current;
    }

    /** Since when it counts. */
    public final Instant changedAt() {
        return changedAt;
    }

    /** Why what is in the file does not count; empty when it does. */
    public final Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Is told of every change from now on. */
    public final void onChange(ChangeListener<T> listener) {
        listeners.add(listener);
    }

    /** Follows the file from now on, until closed. Call it once. */
    public final void watch() {
        watch(acceptAll(), RETRY_PAUSE);
    }

    private static <T> Acceptance<T> acceptAll() {
        return (_, _) -> {};
    }

    /**
     * Follows the file from now on, until closed; changed content counts once it is accepted. Call
     * it once.
     *
     * @param retryPause between two tries to have the same content accepted
     */
    public final void watch(Acceptance<T> acceptance, Duration retryPause) {
        if (file == null) {
            return;
        }
        // A thread of the platform: it must run also when carriers of virtual threads are busy.
        Thread.ofPlatform()
                .name("watch-" + format.name())
                .daemon()
                .start(() -> follow(acceptance, retryPause));
    }

    private void follow(Acceptance<T> acceptance, Duration retryPause) {
        while (!closedWithinPoll()) {
            try {
                look(acceptance, retryPause);
            } catch (Throwable bug) {
                // Whatever it is, nobody else watches.
                log.error("{} not looked at: file={}", format.name(), file, bug);
            }
        }
    }

    private boolean closedWithinPoll() {
        try {
            return closed.await(poll.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Only close() ends it.
            return closed.getCount() == 0;
        }
    }

    /** One look at the file, by whoever does not {@link #watch}; of one thread at a time. */
    public final void look() {
        look(acceptAll(), RETRY_PAUSE);
    }

    private void look(Acceptance<T> acceptance, Duration retryPause) {
        if (file == null) {
            return;
        }
        FileContent content = FileContent.of(file);
        boolean settled = content.mark().equals(latest);
        latest = content.mark();
        boolean news = !content.mark().equals(judged);
        boolean due = news || !clock.instant().isBefore(retryAt);
        if (!settled || !due) {
            return;
        }
        judged = content.mark();
        retryAt = Instant.MAX;
        T wanted;
        try {
            wanted = judge(format, file, content, current);
        } catch (CatalogueException mistake) {
            refuse(String.valueOf(mistake.getMessage()), news);
            return;
        }
        try {
            if (!wanted.equals(current)) {
                acceptance.check(current, wanted);
            }
        } catch (Throwable notNow) {
            retryAt = clock.instant().plus(retryPause);
            refuse(file + ": " + firstLine(notNow), news);
            return;
        }
        take(wanted);
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getName()
                : message.strip().lines().findFirst().orElseThrow();
    }

    private void refuse(String reason, boolean news) {
        if (closed.getCount() == 0) {
            return;
        }
        Refusal before = refusal;
        if (before != null && !news && before.reason().equals(reason)) {
            return;
        }
        log.warn("{} refused, the last good content stays: {}", format.name(), reason);
        refusal = new Refusal(reason, before == null || news ? clock.instant() : before.since());
    }

    private void take(T wanted) {
        T before = current;
        if (closed.getCount() == 0) {
            return;
        }
        if (wanted.equals(before)) {
            if (refusal != null) {
                log.info("{} is again what counts: {}", format.name(), format.summary(before));
            }
            refusal = null;
            return;
        }
        current = wanted;
        changedAt = clock.instant();
        refusal = null;
        log.info(
                "{} changed: before={} now={}",
                format.name(),
                format.summary(before),
                format.summary(wanted));
        for (ChangeListener<T> listener : listeners) {
            try {
                listener.changed(before, wanted);
            } catch (RuntimeException bug) {
                log.error("change of the {} not followed", format.name(), bug);
            }
        }
    }

    /** Changes nothing from now on. Does not wait for an acceptance that is under way. */
    @Override
    public final void close() {
        closed.countDown();
    }
}
