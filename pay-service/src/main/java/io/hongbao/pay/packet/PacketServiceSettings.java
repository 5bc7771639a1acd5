package io.hongbao.pay.packet;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the packet service is called.
 *
 * @param setsFile the catalogue of SETs, whose zones say which instance to call; without it, those
 *     of our own zone come first
 * @param answerMax how long a payment waits for its packet to become active; the event makes it so
 *     in any case
 */
@ConfigurationProperties("hongbao.pay.packet-service")
record PacketServiceSettings(
        @Nullable Path setsFile,
        @DefaultValue("300ms") Duration connectMax,
        @DefaultValue("1s") Duration answerMax) {}
