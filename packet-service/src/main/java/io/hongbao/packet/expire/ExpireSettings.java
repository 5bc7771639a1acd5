package io.hongbao.packet.expire;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How packets whose time is over are found.
 *
 * @param interval between two rounds through the tables of a SET
 * @param rowsMax the most packets of one table in one round
 * @param takeoverAfter how long a packet must be due before another owner of its SET ends it: then
 *     the table's owner does not get to it
 * @param callMax how long one round waits for one table of the SET
 */
@ConfigurationProperties("hongbao.expire")
record ExpireSettings(
        @DefaultValue("1s") Duration interval,
        @DefaultValue("200") int rowsMax,
        @DefaultValue("30s") Duration takeoverAfter,
        @DefaultValue("5s") Duration callMax) {}
