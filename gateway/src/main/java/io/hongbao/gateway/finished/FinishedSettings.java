package io.hongbao.gateway.finished;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of finished packets is remembered.
 *
 * @param openersMax the most openers of all remembered packets together; each takes about 24 bytes
 * @param detailsMax what the details of ended packets may take of the heap
 */
@ConfigurationProperties("hongbao.gateway.finished")
record FinishedSettings(
        @DefaultValue("1000000") long openersMax, @DefaultValue("64MB") DataSize detailsMax) {}
