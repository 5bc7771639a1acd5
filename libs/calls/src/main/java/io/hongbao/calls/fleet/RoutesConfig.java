package io.hongbao.calls.fleet;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.WatchedSets;
import io.hongbao.serving.runtime.CatalogueSettings;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For processes that call instances by packet or by user: they import it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SetsSettings.class, CatalogueSettings.class})
public class RoutesConfig {

    @Bean
    Routes routes(
            SetsSettings sets,
            CatalogueSettings following,
            FleetSettings settings,
            Fleet fleet,
            Clock clock) {
        return new Routes(
                catalogue(sets, following, clock),
                settings,
                fleet.of(FleetService.PACKET_SERVICE),
                fleet.of(FleetService.PAY_SERVICE));
    }

    /**
     * Good enough as soon as it has no mistake: whether its databases answer is not ours to see.
     * Never closed: its one thread is a daemon, and looks at a file now and then.
     */
    private static Supplier<SetCatalogue> catalogue(
            SetsSettings sets, CatalogueSettings following, Clock clock) {
        if (sets.file() == null) {
            var none = new SetCatalogue(List.of());
            return () -> none;
        }
        WatchedSets watched = WatchedSets.read(sets.file(), following.poll(), clock);
        watched.watch();
        return watched::current;
    }
}
