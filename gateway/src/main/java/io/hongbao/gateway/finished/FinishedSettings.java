package io.hongbao.gateway.finished;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of finished packets is remembered.
 *
 * @param openersMax the most openers of all remembered packets together; each takes about 24 bytes
 */
@ConfigurationProperties("hongbao.gateway.finished")
record FinishedSettings(@DefaultValue("1000000") long openersMax) {}
