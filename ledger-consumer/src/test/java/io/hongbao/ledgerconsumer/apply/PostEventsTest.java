package io.hongbao.ledgerconsumer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import io.hongbao.events.consume.Outcome;
import io.hongbao.events.consume.Outcome.Dead;
import io.hongbao.events.dead.DeadReason;
import io.hongbao.lanes.fault.DataFault;
import io.hongbao.lanes.fault.Deadlock;
import io.hongbao.lanes.fault.OutcomeUnknown;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PostEventsTest {

    /** Of the first shard all but the last, which is of the second. */
    private static final List<Long> USERS = List.of(101L, 201L, 301L, 401L, 151L);

    private static final UserId OF_SECOND_SHARD = new UserId(151);

    private final FakeShards shards = new FakeShards();

    @AfterEach
    void close() {
        shards.close();
    }

    /** What became of each, {@code null} for one that waits. */
    private List<@Nullable Outcome> outcomes() {
        var outcomes = new ArrayList<@Nullable Outcome>();
        for (var each : shards.apply().apply(USERS.stream().map(UserId::new).toList())) {
            assertThat(each).isDone();
            outcomes.add(each.isCompletedExceptionally() ? null : each.join());
        }
        return outcomes;
    }

    private void throwInFirstShard(RuntimeException failure) {
        shards.whenWriting(batch -> {
            if (!batch.contains(OF_SECOND_SHARD)) {
                throw failure;
            }
        });
    }

    private static List<@Nullable Outcome> firstShardDown() {
        var outcomes = new ArrayList<@Nullable Outcome>();
        for (Long user : USERS) {
            outcomes.add(user == OF_SECOND_SHARD.value() ? Outcome.DONE : null);
        }
        return outcomes;
    }

    /** Nothing says that the records are wrong; as dead letters their credits would be lost. */
    @Test
    void a_bug_while_writing_makes_entries_wait_and_makes_no_dead_letter() {
        throwInFirstShard(new IllegalStateException("a bug"));

        List<@Nullable Outcome> outcomes = outcomes();

        assertThat(outcomes).isEqualTo(firstShardDown());
        assertThat(shards.written()).containsExactly(OF_SECOND_SHARD);
    }

    @Test
    void a_commit_that_is_not_answered_makes_entries_wait_and_makes_no_dead_letter() {
        throwInFirstShard(new OutcomeUnknown("no answer", new IllegalStateException()));

        List<@Nullable Outcome> outcomes = outcomes();

        assertThat(outcomes).isEqualTo(firstShardDown());
    }

    @Test
    void while_a_shard_is_down_nothing_is_written_there() {
        shards.stayDown(FakeShards.FIRST);
        throwInFirstShard(new IllegalStateException("a bug"));
        outcomes();
        var batches = new AtomicInteger();
        shards.whenWriting(_ -> batches.incrementAndGet());

        List<@Nullable Outcome> outcomes = outcomes();

        assertThat(outcomes).isEqualTo(firstShardDown());
        assertThat(batches).hasValue(1);
    }

    @Test
    void a_deadlock_is_tried_again_and_many_of_them_make_entries_wait() {
        var deadlocks = new AtomicInteger(2);
        shards.whenWriting(batch -> {
            if (!batch.contains(OF_SECOND_SHARD) && deadlocks.getAndDecrement() > 0) {
                throw new Deadlock("deadlock");
            }
        });

        List<@Nullable Outcome> few = outcomes();
        deadlocks.set(3);
        List<@Nullable Outcome> many = outcomes();

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

        List<@Nullable Outcome> outcomes = outcomes();

        assertThat(outcomes.get(2))
                .isInstanceOfSatisfying(
                        Dead.class,
                        dead -> assertThat(dead.reason()).isEqualTo(DeadReason.DATA_REFUSED));
        assertThat(outcomes).filteredOn(Outcome.DONE::equals).hasSize(USERS.size() - 1);
        assertThat(shards.watch.up(FakeShards.FIRST)).isTrue();
    }
}
