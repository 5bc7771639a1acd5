package io.hongbao.serving.guard;

import io.hongbao.contracts.key.SecretKey;
import java.util.TreeSet;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Profiles;

/**
 * Refuses to start a service that would serve with the secrets of a laptop: outside the profile
 * {@code local}, no setting may begin with {@code local-only-}.
 */
public final class LocalOnlyGuard implements EnvironmentPostProcessor, Ordered {

    static final String PROFILE = "local";

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of(PROFILE))) {
            return;
        }
        var found = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                for (String name : enumerable.getPropertyNames()) {
                    if (String.valueOf(enumerable.getProperty(name))
                            .startsWith(SecretKey.LOCAL_ONLY_PREFIX)) {
                        found.add(name);
                    }
                }
            }
        }
        if (!found.isEmpty()) {
            throw new IllegalStateException(
                    "must be real secrets outside the profile local: " + found);
        }
    }

    /** After all settings are read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
