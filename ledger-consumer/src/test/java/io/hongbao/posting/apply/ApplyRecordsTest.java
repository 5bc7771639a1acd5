package io.hongbao.posting.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.posting.apply.Outcome.Dead;
import io.hongbao.posting.apply.Outcome.ShardDown;
import io.hongbao.posting.event.DeadReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ApplyRecordsTest {

    /** Of the first shard all but the last, which is of the second. */
    private static final List<Long> USERS = List.of(101L, 201L, 301L, 401L, 151L);

    private static final UserId OF_SECOND_SHARD = new UserId(151);

    private final FakeShards shards = new FakeShards();

    @AfterEach
    void close() {
        shards.close();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records() {
        return IntStream.range(0, USERS.size())
                .mapToObj(i -> ShareRecords.signed(0, i, USERS.get(i)))
                .toList();
    }

    private void throwInFirstShard(RuntimeException failure) {
        shards.whenWriting(batch -> {
            if (!batch.contains(OF_SECOND_SHARD)) {
                throw failure;
            }
        });
    }

    private static List<Outcome> firstShardDown() {
        List<Outcome> outcomes = new ArrayList<>();
        for (Long user : USERS) {
            outcomes.add(
                    user == OF_SECOND_SHARD.value()
                            ? Outcome.DONE
                            : new ShardDown(FakeShards.FIRST));
        }
        return outcomes;
    }

    /** Nothing says that the records are wrong; as dead letters their credits would be lost. */
    @Test
    void a_bug_while_writing_makes_records_wait_and_makes_no_dead_letter() {
        throwInFirstShard(new IllegalStateException("a bug"));

        List<Outcome> outcomes = shards.apply().apply(records());

        assertThat(outcomes).isEqualTo(firstShardDown());
        assertThat(shards.written()).containsExactly(OF_SECOND_SHARD);
    }

    @Test
    void a_commit_that_is_not_answered_makes_records_wait_and_makes_no_dead_letter() {
        throwInFirstShard(new OutcomeUnknown("no answer", new IllegalStateException()));

        List<Outcome> outcomes = shards.apply().apply(records());

        assertThat(outcomes).isEqualTo(firstShardDown());
    }

    @Test
    void while_a_shard_is_down_nothing_is_written_there() {
        shards.stayDown(FakeShards.FIRST);
        throwInFirstShard(new IllegalStateException("a bug"));
        shards.apply().apply(records());
        var batches = new AtomicInteger();
        shards.whenWriting(_ -> batches.incrementAndGet());

        List<Outcome> outcomes = shards.apply().apply(records());

        assertThat(outcomes).isEqualTo(firstShardDown());
        assertThat(batches).hasValue(1);
    }

    @Test
    void a_deadlock_is_tried_again_and_many_of_them_make_records_wait() {
        var deadlocks = new AtomicInteger(2);
        shards.whenWriting(batch -> {
            if (!batch.contains(OF_SECOND_SHARD) && deadlocks.getAndDecrement() > 0) {
                throw new Deadlock("deadlock");
            }
        });

        List<Outcome> few = shards.apply().apply(records());
        deadlocks.set(3);
        List<Outcome> many = shards.apply().apply(records());

        assertThat(few).containsOnly(Outcome.DONE);
        assertThat(many).isEqualTo(firstShardDown());
        assertThat(deadlocks).hasValue(0);
    }

    /** The shard is well: what it refuses is the one record, and waits for nobody. */
    @Test
    void of_many_records_the_one_that_the_database_refuses_is_dead_and_no_other() {
        var poison = new UserId(301);
        shards.whenWriting(batch -> {
            if (batch.contains(poison)) {
                throw new DataFault("too long", new IllegalStateException("too long"));
            }
        });

        List<Outcome> outcomes = shards.apply().apply(records());

        assertThat(outcomes.get(2))
                .isInstanceOfSatisfying(
                        Dead.class,
                        dead -> assertThat(dead.reason()).isEqualTo(DeadReason.DATA_REFUSED));
        assertThat(outcomes).filteredOn(Outcome.DONE::equals).hasSize(USERS.size() - 1);
        assertThat(shards.watch.up(FakeShards.FIRST)).isTrue();
    }
}
