package io.hongbao.calls.fleet;

import io.hongbao.catalogue.FleetCatalogue;
import io.hongbao.catalogue.file.FileFormat;
import io.hongbao.catalogue.file.FollowedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code fleet.yaml}, followed. */
final class FleetFile extends FollowedFile<FleetCatalogue> {

    FleetFile(Path path, Duration poll, InstantSource clock) {
        super(new FleetFormat(), path, poll, clock);
    }

    private static final class FleetFormat implements FileFormat<FleetCatalogue> {

        @Override
        public String name() {
            return "fleet";
        }

        @Override
        public FleetCatalogue judge(String file, String text, @Nullable FleetCatalogue running) {
            return FleetCatalogue.parse(file, text);
        }

        @Override
        public Object summary(FleetCatalogue fleet) {
            return String.format(
                    Locale.ROOT,
                    "packet_services=%d pay_services=%d",
                    fleet.packetService().size(),
                    fleet.payService().size());
        }
    }
}
