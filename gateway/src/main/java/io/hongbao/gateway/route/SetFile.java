package io.hongbao.gateway.route;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the catalogue of SETs is.
 *
 * @param file the same {@code sets.yaml} that the packet service follows
 */
@ConfigurationProperties("hongbao.sets")
record SetFile(Path file) {}
