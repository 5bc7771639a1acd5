package io.hongbao.calls.fleet;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the SETs are listed.
 *
 * @param file the {@code sets.yaml} that the packet service follows; without it every SET counts as
 *     one in our own zone, and no wrap has a place
 */
@ConfigurationProperties("hongbao.sets")
record SetsSettings(@Nullable Path file) {}
