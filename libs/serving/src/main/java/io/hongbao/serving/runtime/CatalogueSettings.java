package io.hongbao.serving.runtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How files of an operator are followed.
 *
 * @param poll between two looks at a file; what two looks in a row find counts
 */
@ConfigurationProperties("hongbao.catalogue")
public record CatalogueSettings(@DefaultValue("500ms") Duration poll) {

    public CatalogueSettings {
        if (poll.toMillis() < 1) {
            throw new IllegalArgumentException("must be >= 1 ms: hongbao.catalogue.poll=" + poll);
        }
    }
}
