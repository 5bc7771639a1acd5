package io.hongbao.packet.set;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long calls may take.
 *
 * @param max the whole call, when its caller says nothing shorter
 * @param wrapTryMax one SET's try to wrap, before the next SET is tried
 * @param wrapTriesMax the most SETs tried for one wrap
 */
@ConfigurationProperties("hongbao.calls")
public record CallSettings(
        @DefaultValue("3s") Duration max,
        @DefaultValue("1200ms") Duration wrapTryMax,
        @DefaultValue("3") int wrapTriesMax) {}
