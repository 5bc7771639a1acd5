package io.hongbao.calls.fleet;

import io.hongbao.catalogue.CatalogueException;
import io.hongbao.catalogue.FleetCatalogue;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code fleet.yaml} as last found without a mistake. The content is compared, not the time of the
 * file, so that a Kubernetes ConfigMap is followed too.
 */
final class FleetFile {

    private static final Logger log = LoggerFactory.getLogger(FleetFile.class);

    private final Path path;
    private FleetCatalogue current;
    private @Nullable String mistake;

    /** Throws {@link CatalogueException} on the first mistake. */
    FleetFile(Path path) {
        this.path = path;
        current = FleetCatalogue.read(path);
    }

    /** Looks again. A mistake changes nothing, and is told once. */
    FleetCatalogue look() {
        try {
            FleetCatalogue found = FleetCatalogue.read(path);
            if (!found.equals(current)) {
                current = found;
                log.info(
                        "fleet changed: packet_services={} pay_services={}",
                        current.packetService().size(),
                        current.payService().size());
            }
            mistake = null;
        } catch (CatalogueException broken) {
            if (!Objects.equals(broken.getMessage(), mistake)) {
                mistake = broken.getMessage();
                log.warn("fleet stays as it was: {}", mistake);
            }
        }
        return current;
    }
}
