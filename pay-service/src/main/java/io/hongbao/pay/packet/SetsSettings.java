package io.hongbao.pay.packet;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the SETs are listed.
 *
 * @param file the catalogue, whose zones say which instance to call first; without it, those of our
 *     own zone
 */
@ConfigurationProperties("hongbao.sets")
record SetsSettings(@Nullable Path file) {}
