package io.hongbao.catalogue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SETs there are now: follows {@code sets.yaml} while the process runs. The last good catalogue
 * counts; a file that is missing, half-written or wrong changes nothing: the reason is logged once
 * and given by {@link #refusal()} for as long as it lasts.
 *
 * <p>The content is compared, not the time of the file, so that a Kubernetes ConfigMap is followed
 * too. New content is judged when two looks in a row found the same: a writer in the middle of
 * writing is waited for.
 */
public final class WatchedSets implements AutoCloseable {

    /** How long content that was not accepted waits for its next try. */
    public static final Duration RETRY_PAUSE = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(WatchedSets.class);

    private final @Nullable Path file;
    private final Duration poll;
    private final InstantSource clock;
    private final List<CatalogueListener> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile SetCatalogue current;
    private volatile Instant changedAt;
    private volatile @Nullable Refusal refusal;

    // The marks of what was read last, and of what was judged last; of the watching thread alone.
    private String latest;
    private String judged;
    private Instant retryAt = Instant.MAX;

    private WatchedSets(@Nullable Path file, First first, Duration poll, InstantSource clock) {
        this.file = file;
        this.poll = poll;
        this.clock = clock;
        current = first.catalogue();
        latest = first.mark();
        judged = first.mark();
        changedAt = clock.instant();
    }

    private record First(SetCatalogue catalogue, String mark) {}

    /**
     * Reads the file; throws {@link CatalogueException} on the first mistake. It is not followed
     * before {@link #watch}.
     *
     * @param poll between two looks at the file
     */
    public static WatchedSets read(Path file, Duration poll, InstantSource clock) {
        FileContent content = FileContent.of(file);
        return new WatchedSets(file, new First(content.parsed(file), content.mark()), poll, clock);
    }

    /** A catalogue that never changes. */
    public static WatchedSets fixed(SetCatalogue catalogue, InstantSource clock) {
        return new WatchedSets(null, new First(catalogue, ""), Duration.ZERO, clock);
    }

    /** The catalogue that counts. */
    public SetCatalogue current() {
        return current;
    }

    /** Since when it counts. */
    public Instant changedAt() {
        return changedAt;
    }

    /** Why what is in the file does not count; empty when it does. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Is told of every change from now on. */
    public void onChange(CatalogueListener listener) {
        listeners.add(listener);
    }

    /** Follows the file from now on, until closed. Call it once. */
    public void watch() {
        watch(Acceptance.ANYTHING, RETRY_PAUSE);
    }

    /**
     * Follows the file from now on, until closed; a changed catalogue counts once it is accepted.
     * Call it once.
     *
     * @param retryPause between two tries to have the same content accepted
     */
    public void watch(Acceptance acceptance, Duration retryPause) {
        if (file == null) {
            return;
        }
        // A thread of the platform: it must run also when carriers of virtual threads are busy.
        Thread.ofPlatform()
                .name("watch-sets")
                .daemon()
                .start(() -> follow(file, acceptance, retryPause));
    }

    private void follow(Path path, Acceptance acceptance, Duration retryPause) {
        while (!closedWithinPoll()) {
            try {
                look(path, acceptance, retryPause);
            } catch (Throwable bug) {
                // Whatever it is, nobody else watches.
                log.error("catalogue not looked at: file={}", path, bug);
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

    /** One look at the file; of the watching thread alone. */
    void look(Path path, Acceptance acceptance, Duration retryPause) {
        FileContent content = FileContent.of(path);
        boolean settled = content.mark().equals(latest);
        latest = content.mark();
        boolean news = !content.mark().equals(judged);
        boolean due = news || !clock.instant().isBefore(retryAt);
        if (!settled || !due) {
            return;
        }
        judged = content.mark();
        retryAt = Instant.MAX;
        SetCatalogue wanted;
        try {
            wanted = judge(path, content, current);
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
            refuse(path + ": " + firstLine(notNow), news);
            return;
        }
        take(wanted);
    }

    /**
     * The catalogue that may follow the running one; throws {@link CatalogueException} on the first
     * mistake.
     */
    static SetCatalogue judge(Path path, FileContent content, SetCatalogue running) {
        SetCatalogue wanted = content.parsed(path);
        for (SetEntry set : running.sets()) {
            // What a SET still has to give must not be out of reach by a slip of the hand.
            if (!set.drained() && wanted.find(set.id()).isEmpty()) {
                throw new CatalogueException(
                        String.format(
                                Locale.ROOT,
                                "%s: must be drained (weight 0) before it is taken out: set=%s weight=%d",
                                path,
                                set.id(),
                                set.weight()));
            }
        }
        return wanted;
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
        log.warn("catalogue refused, the last good one stays: {}", reason);
        refusal = new Refusal(reason, before == null || news ? clock.instant() : before.since());
    }

    private void take(SetCatalogue wanted) {
        SetCatalogue before = current;
        if (closed.getCount() == 0) {
            return;
        }
        if (wanted.equals(before)) {
            if (refusal != null) {
                log.info("catalogue is again what counts: sets={}", before.weights());
            }
            refusal = null;
            return;
        }
        current = wanted;
        changedAt = clock.instant();
        refusal = null;
        log.info("catalogue changed: before={} now={}", before.weights(), wanted.weights());
        for (CatalogueListener listener : listeners) {
            try {
                listener.changed(before, wanted);
            } catch (RuntimeException bug) {
                log.error("change of the catalogue not followed", bug);
            }
        }
    }

    /** Changes nothing from now on. Does not wait for an acceptance that is under way. */
    @Override
    public void close() {
        closed.countDown();
    }
}
