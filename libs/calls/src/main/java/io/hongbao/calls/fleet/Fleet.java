package io.hongbao.calls.fleet;

import io.hongbao.contracts.routing.Instance;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Knows which instances of other services can be called now: follows the list of them and asks each
 * at every interval whether it is ready. A dead, leaving or new instance is noticed within two
 * intervals and one answer's time. Each is asked by itself: a slow one delays no other.
 */
public final class Fleet implements SmartLifecycle {

    /** Started before, and stopped after, whoever calls instances. */
    public static final int PHASE = -2_000;

    private static final ReadyListener NOBODY = (_, _) -> {};
    private static final Logger log = LoggerFactory.getLogger(Fleet.class);

    private final FleetSettings settings;
    private final AskReady askReady;
    private final MeterRegistry registry;
    private final @Nullable FleetFile file;
    private final Map<FleetService, LiveService> services = new EnumMap<>(FleetService.class);
    private final Map<FleetService, ReadyListener> listeners = new ConcurrentHashMap<>();
    private final Set<Instance> beingAsked = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService timer;

    Fleet(FleetSettings settings, AskReady askReady, MeterRegistry registry, InstantSource clock) {
        this.settings = settings;
        this.askReady = askReady;
        this.registry = registry;
        file =
                settings.file() == null
                        ? null
                        : new FleetFile(settings.file(), settings.probeInterval(), clock);
    }

    /**
     * The instances of a service. Only services that somebody asks for here, before the start, are
     * watched.
     */
    public synchronized LiveInstances of(FleetService service) {
        return services.computeIfAbsent(service, this::watched);
    }

    /**
     * The same, of the service that this process is an instance of. Throws when {@code
     * hongbao.fleet.self} is set and is none of those that are listed: others would not call this
     * instance, and it would look after nothing.
     */
    public synchronized LiveInstances ofOwn(FleetService service) {
        LiveService live = services.computeIfAbsent(service, this::watched);
        live.watchSelf();
        return live;
    }

    /** The same; from the start on the listener, one for each service, hears what they answer. */
    public LiveInstances listen(FleetService service, ReadyListener listener) {
        listeners.put(service, listener);
        return of(service);
    }

    private LiveService watched(FleetService service) {
        var live = new LiveService(service, settings.self(), listed(service));
        Gauge.builder("hongbao.fleet.live", live, LiveService::live)
                .description("Instances that say they are ready")
                .tag("service", service.label())
                .register(registry);
        return live;
    }

    private List<Instance> listed(FleetService service) {
        return file == null ? settings.listed(service) : service.in(file.current());
    }

    /** Returns when every instance was asked once, or had its time to answer. */
    @Override
    public synchronized void start() {
        CompletableFuture<?>[] answers =
                services.values().stream().flatMap(this::ask).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(answers).join();
        services.values().forEach(LiveService::asked);
        if (services.isEmpty()) {
            return;
        }
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("fleet").daemon().factory());
        long millis = settings.probeInterval().toMillis();
        var _ = timer.scheduleAtFixedRate(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        try {
            if (file != null) {
                file.look();
            }
            services.forEach((service, live) -> {
                live.list(listed(service));
                ask(live).forEach(_ -> {});
            });
        } catch (Throwable bug) {
            // Thrown further, it would end the schedule.
            log.error("fleet not looked at", bug);
        }
    }

    /** Asks whoever is not being asked. */
    private Stream<CompletableFuture<Void>> ask(LiveService live) {
        return live.listed().stream()
                .filter(instance -> !live.isSelf(instance) && beingAsked.add(instance))
                .map(instance -> ask(live, instance));
    }

    private CompletableFuture<Void> ask(LiveService live, Instance instance) {
        return askReady.ask(instance)
                .handle((result, bug) -> {
                    beingAsked.remove(instance);
                    if (result != null) {
                        live.answered(instance, ReadyAnswer.of(result));
                        listeners.getOrDefault(live.service(), NOBODY).answered(instance, result);
                    } else {
                        log.error("instance not asked: url={}", instance.url(), bug);
                    }
                    return null;
                });
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
