package io.hongbao.serving.runtime;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where it is said what is set at run time.
 *
 * @param file {@code runtime.yaml}, which is followed; it need not be there, and then nothing is
 *     set
 */
@ConfigurationProperties("hongbao.runtime")
public record RuntimeFileSettings(@Nullable Path file) {}
