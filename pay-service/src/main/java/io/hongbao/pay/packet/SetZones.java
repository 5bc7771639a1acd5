package io.hongbao.pay.packet;

import io.hongbao.catalogue.CatalogueException;
import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.contracts.id.SetId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The zones of SETs. A guess is good enough: it only says whom to call first. The file is read
 * again, at most every few seconds, when a SET is asked for that it did not have.
 */
final class SetZones {

    private static final Logger log = LoggerFactory.getLogger(SetZones.class);
    private static final Duration READ_PAUSE = Duration.ofSeconds(5);

    private record Known(SetCatalogue catalogue, Instant readAt) {}

    private final @Nullable Path file;
    private final String ownZone;
    private final InstantSource clock;
    private volatile Known known;

    SetZones(@Nullable Path file, String ownZone, InstantSource clock) {
        this.file = file;
        this.ownZone = ownZone;
        this.clock = clock;
        known = new Known(new SetCatalogue(List.of()), Instant.MIN);
    }

    String zoneOf(SetId set) {
        Known now = known;
        if (file != null
                && now.catalogue().find(set).isEmpty()
                && clock.instant().isAfter(now.readAt().plus(READ_PAUSE))) {
            now = read(file, now);
            known = now;
        }
        return now.catalogue().find(set).map(SetEntry::zone).orElse(ownZone);
    }

    private Known read(Path path, Known before) {
        try {
            return new Known(SetCatalogue.read(path), clock.instant());
        } catch (CatalogueException mistake) {
            log.warn("zones of SETs are not known: {}", mistake.getMessage());
            return new Known(before.catalogue(), clock.instant());
        }
    }
}
