package io.hongbao.packet.set;

import io.hongbao.catalogue.SetEntry;
import io.hongbao.events.kafka.KafkaClients;
import io.hongbao.lanes.commit.ConnectionSource;
import io.hongbao.lanes.commit.MysqlSource;
import io.hongbao.lanes.commit.SessionLimits;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How SETs are reached and used; each SET gets all of this for itself, but for {@code
 * rememberedMax}.
 *
 * @param file the catalogue
 * @param lanes for changes, each with one connection: table y belongs to lane y mod lanes
 * @param readLanes for reads, each with one connection
 * @param queueMax the most commands that wait in one lane; the next one is refused
 * @param batchMax the most commands of one commit
 * @param numbersLeased order numbers taken from the SET at once; a stop loses the rest
 * @param rememberedMax the most shares kept in memory by this process, a packet counting as four
 *     more; each SET of the catalogue gets an equal part, so that more SETs take no more memory
 * @param trust how long what may still change is shown without asking the SET again
 * @param connectMax how long connecting may take
 * @param answerMax how long the database may take for one answer; more than the second for which it
 *     waits for a row that somebody else has locked
 * @param openRetry how long to wait before a SET that could not be connected is tried again
 * @param startWait how long the start waits for SETs to connect; it goes on without the rest
 * @param outboxEventsMax the most events that wait in memory for Kafka; the rest stay in the table
 * @param sweepAge how old a row of the outbox is when it is published again; more than Kafka may
 *     take for one event
 */
@ConfigurationProperties("hongbao.sets")
public record SetSettings(
        Path file,
        String username,
        String password,
        @DefaultValue("1") int lanes,
        @DefaultValue("2") int readLanes,
        @DefaultValue("4096") int queueMax,
        @DefaultValue("256") int batchMax,
        @DefaultValue("1000") int numbersLeased,
        @DefaultValue("1000000") long rememberedMax,
        @DefaultValue("2s") Duration trust,
        @DefaultValue("500ms") Duration connectMax,
        @DefaultValue("1300ms") Duration answerMax,
        @DefaultValue("1s") Duration openRetry,
        @DefaultValue("15s") Duration startWait,
        @DefaultValue("50000") int outboxEventsMax,
        @DefaultValue("30s") Duration sweepAge) {

    private static final int LANES_MAX = 10;

    public SetSettings {
        if (lanes < 1 || lanes > LANES_MAX) {
            throw new IllegalArgumentException("must be 1 to 10: hongbao.sets.lanes=" + lanes);
        }
        if (readLanes < 1 || readLanes > LANES_MAX) {
            throw new IllegalArgumentException(
                    "must be 1 to 10: hongbao.sets.read-lanes=" + readLanes);
        }
        if (rememberedMax < 0) {
            throw new IllegalArgumentException(
                    "must be >= 0: hongbao.sets.remembered-max=" + rememberedMax);
        }
        if (sweepAge.compareTo(KafkaClients.DELIVERY_MAX) <= 0) {
            throw new IllegalArgumentException(
                    "must be > "
                            + KafkaClients.DELIVERY_MAX
                            + ": hongbao.sets.sweep-age="
                            + sweepAge);
        }
    }

    /** One SET's part of what this process remembers, of so many SETs. */
    long rememberedMaxOfEach(int sets) {
        return rememberedMax / sets;
    }

    /** Connections to the SET's database, as these settings and its entry say. */
    public ConnectionSource sourceOf(SetEntry set, SessionLimits limits) {
        return new MysqlSource(set.url(), username, password, limits);
    }
}
