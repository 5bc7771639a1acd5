package io.hongbao.packet.set;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.id.SetId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The map from a SET to its handle, copied at each change, so that looking up takes no lock. SETs
 * are opened beside each other in the background, and tried again for as long as it takes: one
 * whose database is down holds up nobody.
 */
public final class SetRouter implements SmartLifecycle {

    /** Started before, and stopped after, everything that works on SETs. */
    public static final int PHASE = -1_000;

    private static final Logger log = LoggerFactory.getLogger(SetRouter.class);

    private final SetCatalogue catalogue;
    private final OpenSet openSet;
    private final SetSettings settings;
    private final MeterRegistry registry;
    private final List<Thread> opening = new ArrayList<>();
    private volatile Map<SetId, SetHandle> handles = Map.of();
    private volatile boolean running;

    public SetRouter(
            SetCatalogue catalogue, OpenSet openSet, SetSettings settings, MeterRegistry registry) {
        this.catalogue = catalogue;
        this.openSet = openSet;
        this.settings = settings;
        this.registry = registry;
    }

    /** Empty while the SET could not be opened yet, or is not in the catalogue. */
    public Optional<SetHandle> find(SetId set) {
        return Optional.ofNullable(handles.get(set));
    }

    /** All SETs that are open now. */
    public Collection<SetHandle> open() {
        return handles.values();
    }

    /** For choosing the SET of a new packet: also SETs that are not open, to heal away from. */
    public Map<SetId, Integer> weights() {
        return catalogue.weights();
    }

    @Override
    public void start() {
        running = true;
        var firstTries = new CountDownLatch(catalogue.sets().size());
        for (SetEntry entry : catalogue.sets()) {
            Gauge.builder("hongbao.set.open", () -> handles.containsKey(entry.id()) ? 1 : 0)
                    .description("1 once the SET was opened")
                    .tag("set", entry.id().toString())
                    .register(registry);
            opening.add(
                    Thread.ofVirtual()
                            .name("open-set-" + entry.id())
                            .start(() -> keepTrying(entry, firstTries)));
        }
        await(firstTries);
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
        while (running) {
            boolean opened = tryToOpen(entry);
            firstTries.countDown();
            if (opened || !pause(settings.openRetry())) {
                return;
            }
        }
    }

    private boolean tryToOpen(SetEntry entry) {
        try {
            SetHandle handle =
                    openSet.open(entry, settings.rememberedMaxOfEach(catalogue.sets().size()));
            if (!add(handle)) {
                handle.close();
            }
            log.info("SET open: set={} zone={}", entry.id(), entry.zone());
            return true;
        } catch (Throwable failure) {
            // Whatever it is, the SET is not usable now, and the next try will tell: nobody else
            // tries.
            log.warn("SET not open: set={} reason={}", entry.id(), failure.toString());
            return false;
        }
    }

    private synchronized boolean add(SetHandle handle) {
        if (!running) {
            return false;
        }
        var copy = new TreeMap<>(handles);
        copy.put(handle.id(), handle);
        handles = Map.copyOf(copy);
        return true;
    }

    private static boolean pause(Duration wait) {
        try {
            Thread.sleep(wait);
            return true;
        } catch (InterruptedException closing) {
            return false;
        }
    }

    @Override
    public void stop() {
        synchronized (this) {
            running = false;
        }
        opening.forEach(Thread::interrupt);
        List<Thread> closing = new ArrayList<>();
        for (SetHandle handle : handles.values()) {
            closing.add(Thread.ofVirtual().start(handle::close));
        }
        for (Thread each : closing) {
            try {
                each.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
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
