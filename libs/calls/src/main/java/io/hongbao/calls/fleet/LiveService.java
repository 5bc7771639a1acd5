package io.hongbao.calls.fleet;

import io.hongbao.contracts.routing.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of the instances of one service. Down after two silent answers, or one that is
 * clear; up after one good answer. This process always counts itself as up.
 */
final class LiveService implements LiveInstances {

    private static final Logger log = LoggerFactory.getLogger(LiveService.class);
    private static final int SILENT_MAX = 2;

    private final FleetService service;
    private final @Nullable String self;
    private final Map<String, Health> standings = new HashMap<>();
    private List<Instance> listed = List.of();
    private boolean asked;
    private boolean selfWatched;
    private volatile int live;
    private volatile List<Instance> now = List.of();

    private record Health(boolean up, int silent) {

        static final Health UNKNOWN = new Health(false, 0);

        Health after(ReadyAnswer answer) {
            return switch (answer) {
                case READY -> new Health(true, 0);
                case NOT_READY, REFUSED -> new Health(false, 0);
                case SILENT -> new Health(up && silent + 1 < SILENT_MAX, silent + 1);
            };
        }
    }

    LiveService(FleetService service, @Nullable String self, List<Instance> listed) {
        this.service = service;
        this.self = self;
        list(listed);
    }

    @Override
    public List<Instance> now() {
        return now;
    }

    /** How many are known to be up. */
    int live() {
        return live;
    }

    FleetService service() {
        return service;
    }

    synchronized List<Instance> listed() {
        return listed;
    }

    /** These, and no others, are the instances from now on. Who is new is not up yet. */
    synchronized void list(List<Instance> instances) {
        if (!listed.equals(instances)) {
            listed = List.copyOf(instances);
            standings.keySet().retainAll(listed.stream().map(Instance::url).toList());
            publish();
            if (selfWatched) {
                selfMistake()
                        .ifPresent(mistake ->
                                log.error("looks after nothing until it is listed: {}", mistake));
            }
        }
    }

    /** Throws when this process is not listed; when a later list lacks it, the log says so. */
    synchronized void watchSelf() {
        selfMistake()
                .ifPresent(mistake -> {
                    throw new IllegalArgumentException(mistake);
                });
        selfWatched = true;
    }

    private Optional<String> selfMistake() {
        boolean known = self == null || listed.isEmpty() || listed.stream().anyMatch(this::isSelf);
        return known
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "must be the url of a listed %s: hongbao.fleet.self=%s listed=%s",
                                service.label(),
                                self,
                                listed.stream().map(Instance::url).toList()));
    }

    boolean isSelf(Instance instance) {
        return instance.url().equals(self);
    }

    /** From now on answers count; all instances were asked once, or had their time. */
    synchronized void asked() {
        asked = true;
        publish();
        log.info("fleet: service={} live={} listed={}", service.label(), live, listed.size());
    }

    synchronized void answered(Instance instance, ReadyAnswer answer) {
        if (!listed.contains(instance)) {
            return;
        }
        Health before = standings.getOrDefault(instance.url(), Health.UNKNOWN);
        Health after = before.after(answer);
        standings.put(instance.url(), after);
        if (before.up() == after.up()) {
            return;
        }
        publish();
        if (!asked) {
            return;
        }
        if (after.up()) {
            log.info(
                    "instance is up: service={} url={} live={} listed={}",
                    service.label(),
                    instance.url(),
                    live,
                    listed.size());
        } else {
            log.warn(
                    "instance is down: service={} url={} answer={} live={} listed={}",
                    service.label(),
                    instance.url(),
                    answer,
                    live,
                    listed.size());
        }
    }

    private void publish() {
        List<Instance> up = listed.stream().filter(this::isUp).toList();
        live = up.size();
        // Probes are only a hint: when they find nobody, they may be what is wrong.
        List<Instance> worthAsking = up.isEmpty() || !asked ? listed : up;
        if (!worthAsking.equals(now)) {
            now = worthAsking;
        }
    }

    private boolean isUp(Instance instance) {
        return isSelf(instance) || standings.getOrDefault(instance.url(), Health.UNKNOWN).up();
    }
}
