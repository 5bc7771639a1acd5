package io.hongbao.packet.set;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.catalogue.WatchedSets;
import io.hongbao.contracts.id.SetId;
import io.hongbao.packet.pay.PayServiceSilent;
import io.hongbao.packet.store.SetBacklog;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The map from a SET to its handle, copied at each change, so that looking up takes no lock.
 *
 * <p>At the start, SETs are connected beside each other in the background, and tried again for as
 * long as it takes: one whose database is down holds up nobody. From then on the catalogue is
 * followed. A SET that comes to it, or moves, is connected first; only when all of them are
 * connected the changed catalogue counts, and else the one before it goes on.
 */
@Component
public final class SetRouter implements SmartLifecycle {

    /** Started before, and stopped after, everything that works on SETs. */
    public static final int PHASE = -1_000;

    /** Who found a handle just before it was replaced still hands in its command. */
    private static final Duration CLOSE_AFTER = Duration.ofMillis(500);

    /** How long the end waits for a schema that is being made: half a migration stays half. */
    private static final Duration CONNECT_MAX = Duration.ofSeconds(20);

    private static final Logger log = LoggerFactory.getLogger(SetRouter.class);

    private final WatchedSets catalogue;
    private final ConnectSet connectSet;
    private final SetSettings settings;
    private final SetMeters meters;
    private final SetStates states;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** One party for whoever connects a SET now, and one for the end. */
    private final Phaser connecting = new Phaser(1);

    private volatile Map<SetId, SetHandle> handles = Map.of();
    private volatile boolean running;

    public SetRouter(
            WatchedSets catalogue,
            ConnectSet connectSet,
            SetSettings settings,
            SetMeters meters,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.connectSet = connectSet;
        this.settings = settings;
        this.meters = meters;
        states = new SetStates(clock);
    }

    /** Empty while the SET could not be connected yet, or is not in the catalogue. */
    public Optional<SetHandle> find(SetId set) {
        return Optional.ofNullable(handles.get(set));
    }

    /** All SETs that are connected now. */
    public Collection<SetHandle> connected() {
        return handles.values();
    }

    /**
     * For choosing the SET of a new packet, in hundredths: 0 for a SET that is not connected or
     * out.
     */
    public Map<SetId, Integer> weights() {
        var weights = new TreeMap<SetId, Integer>();
        catalogue
                .current()
                .weights()
                .forEach((id, weight) -> weights.put(id, weight * sharePercent(id)));
        return weights;
    }

    /** The part of its weight that a SET gets now, 0 to 100. */
    private int sharePercent(SetId set) {
        return find(set).map(handle -> handle.breaker().sharePercent()).orElse(0);
    }

    /** What each SET of the catalogue is to this instance. */
    public Map<SetId, SetState> states() {
        return states.all();
    }

    @Override
    public void start() {
        running = true;
        List<SetEntry> sets = catalogue.current().sets();
        var firstTries = new CountDownLatch(sets.size());
        meters.watch(catalogue);
        for (SetEntry entry : sets) {
            states.connecting(entry);
            addMeters(entry);
            Thread.ofVirtual()
                    .name("connect-set-" + entry.id())
                    .start(() -> keepTrying(entry, firstTries));
        }
        await(firstTries);
        catalogue.onChange(this::changed);
        catalogue.watch(this::accept, settings.openRetry());
    }

    private void addMeters(SetEntry entry) {
        SetId set = entry.id();
        meters.add(
                set,
                () -> find(set),
                () -> catalogue.current().find(set).map(SetEntry::weight).orElse(0));
    }

    /** So that a service that says it is ready serves what can be served. */
    private void await(CountDownLatch firstTries) {
        try {
            if (!firstTries.await(settings.startWait().toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("starting before all SETs answered: left={}", firstTries.getCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepTrying(SetEntry entry, CountDownLatch firstTries) {
        boolean wasAway = false;
        while (isToBeConnected(entry)) {
            if (!waitsForPayService(entry, wasAway)) {
                wasAway = true;
                firstTries.countDown();
            }
            pauseUntilStopping(settings.openRetry());
        }
    }

    /** Not any more once it is connected, has moved or is taken out of the catalogue. */
    private boolean isToBeConnected(SetEntry entry) {
        return running
                && !handles.containsKey(entry.id())
                && catalogue.current().find(entry.id()).filter(entry::samePlace).isPresent();
    }

    /** Tries to connect it; whether that waits for the pay service, and not for its database. */
    private boolean waitsForPayService(SetEntry known, boolean wasAway) {
        // It may be called new by now.
        SetEntry entry = catalogue.current().find(known.id()).orElse(known);
        try {
            SetHandle handle = connectSet.start(connect(entry), rememberedMaxOfEach());
            if (wasAway) {
                handle.breaker().returns();
            }
            if (addIfStillWanted(handle)) {
                log.info("SET connected: set={} zone={}", entry.id(), entry.zone());
            } else {
                handle.close();
            }
            return false;
        } catch (Throwable failure) {
            // Whatever it is, the SET is not usable now, and the next try will tell: nobody else
            // tries.
            String reason = FailureReason.of(failure);
            if (states.notConnected(entry, reason)) {
                log.warn("SET not connected, retried until it is: set={} {}", entry.id(), reason);
            }
            return failure instanceof PayServiceSilent;
        }
    }

    private long rememberedMaxOfEach() {
        return settings.rememberedMaxOfEach(catalogue.current().sets().size());
    }

    private synchronized boolean addIfStillWanted(SetHandle handle) {
        if (!isToBeConnected(handle.entry())) {
            return false;
        }
        replace(List.of(handle), List.of());
        catalogue.current().find(handle.id()).ifPresent(states::connected);
        return true;
    }

    /**
     * Connects what a changed catalogue adds or moves, or throws and leaves all as it was. A SET
     * whose entry is the same, but for its weight, is not asked: it may be down.
     */
    private void accept(SetCatalogue before, SetCatalogue wanted) throws SQLException {
        for (SetEntry entry : before.sets()) {
            if (wanted.lost().contains(entry.id())) {
                requireOut(entry);
            } else if (wanted.find(entry.id()).isEmpty()) {
                requireNothingLeft(entry);
            }
        }
        var ready = new ArrayList<ConnectSet.ReadySet>();
        for (SetEntry entry : wanted.sets()) {
            if (before.find(entry.id()).filter(entry::samePlace).isEmpty()) {
                ready.add(connectOrRefuse(entry));
            }
        }
        long rememberedMax = settings.rememberedMaxOfEach(wanted.sets().size());
        add(ready.stream().map(each -> connectSet.start(each, rememberedMax)).toList());
    }

    private ConnectSet.ReadySet connectOrRefuse(SetEntry entry) throws SQLException {
        try {
            return connect(entry);
        } catch (SQLException | RuntimeException failure) {
            throw new SQLException(
                    "must be usable before it counts: set="
                            + entry.id()
                            + " url="
                            + entry.address()
                            + ": "
                            + FailureReason.of(failure),
                    failure);
        }
    }

    private ConnectSet.ReadySet connect(SetEntry entry) throws SQLException {
        connecting.register();
        try {
            if (!running) {
                throw new SQLException("must be running to connect a SET: set=" + entry.id());
            }
            return connectSet.connect(entry);
        } finally {
            connecting.arriveAndDeregister();
        }
    }

    /** One that answers is not lost. */
    private void requireOut(SetEntry entry) throws SQLException {
        SetHandle handle = handles.get(entry.id());
        if (handle != null && handle.breaker().inService()) {
            throw new SQLException(
                    "must not answer any more before it is declared lost: set=" + entry.id());
        }
    }

    /** Packets of a SET that is taken out can neither be opened nor paid back. */
    private void requireNothingLeft(SetEntry entry) throws SQLException {
        SetHandle handle = handles.get(entry.id());
        if (handle == null) {
            throw new SQLException(
                    "must be connected, to see that nothing is left in it before it is taken out: set="
                            + entry.id());
        }
        SetBacklog left = handle.left();
        if (!left.nothing()) {
            throw new SQLException(
                    "must hold no packets or moments that have not ended and no events that are not published"
                            + " before it is taken out: set="
                            + entry.id()
                            + " "
                            + left);
        }
    }

    /** New orders go to them as soon as the catalogue counts, which is at once. */
    private synchronized void add(List<SetHandle> added) {
        if (!running) {
            added.forEach(SetHandle::close);
            throw new IllegalStateException("must be running to connect SETs");
        }
        for (SetHandle handle : added) {
            log.info("SET connected: set={} zone={}", handle.id(), handle.entry().zone());
        }
        replace(added, List.of());
    }

    private synchronized void changed(SetCatalogue before, SetCatalogue now) {
        List<SetId> gone =
                before.sets().stream()
                        .map(SetEntry::id)
                        .filter(set -> now.find(set).isEmpty())
                        .toList();
        replace(List.of(), gone);
        gone.forEach(states::takenOut);
        for (SetEntry entry : now.sets()) {
            if (handles.containsKey(entry.id())) {
                states.connected(entry);
            }
            if (before.find(entry.id()).isEmpty()) {
                addMeters(entry);
            }
        }
        long rememberedMax = rememberedMaxOfEach();
        handles.values().forEach(handle -> handle.rememberAtMost(rememberedMax));
    }

    private synchronized void replace(List<SetHandle> added, List<SetId> gone) {
        var copy = new HashMap<>(handles);
        var closing = new ArrayList<SetHandle>();
        for (SetHandle handle : added) {
            Optional.ofNullable(copy.put(handle.id(), handle)).ifPresent(closing::add);
        }
        for (SetId set : gone) {
            Optional.ofNullable(copy.remove(set)).ifPresent(closing::add);
        }
        handles = Map.copyOf(copy);
        for (SetHandle handle : closing) {
            Thread.ofVirtual().name("close-set-" + handle.id()).start(() -> closeLater(handle));
        }
    }

    private void closeLater(SetHandle handle) {
        pauseUntilStopping(CLOSE_AFTER);
        handle.close();
        synchronized (this) {
            if (catalogue.current().find(handle.id()).isEmpty()) {
                meters.remove(handle.id());
            }
        }
        log.info("SET closed: set={} url={}", handle.id(), handle.entry().address());
    }

    private void pauseUntilStopping(Duration wait) {
        try {
            var _ = stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts these threads: it would break a migration off.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        catalogue.close();
        synchronized (this) {
            running = false;
        }
        stopping.countDown();
        awaitConnecting();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            handles.values().forEach(handle -> threads.execute(handle::close));
        }
    }

    private void awaitConnecting() {
        try {
            int phase = connecting.arrive();
            connecting.awaitAdvanceInterruptibly(
                    phase, CONNECT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException late) {
            log.warn("a schema was still being made at the end", late);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
