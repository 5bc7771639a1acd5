package io.hongbao.ledgerconsumer.consume;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether users are told.
 *
 * @param enabled without it nothing is told of what is posted meanwhile, and never will be
 */
@ConfigurationProperties("hongbao.notifications")
record NotificationSettings(@DefaultValue("true") boolean enabled) {}
