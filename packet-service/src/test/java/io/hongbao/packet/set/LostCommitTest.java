package io.hongbao.packet.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answer to a commit is lost, or the commit itself: nobody but the database knows which. */
final class LostCommitTest {

    private static final UserId SENDER = new UserId(1001);

    private final TestDatabase database = SharedMariaDb.newDatabase();
    private CuttingProxy proxy;
    private TestSet set;

    @BeforeEach
    void start() throws IOException {
        URI direct = URI.create(database.url().substring("jdbc:".length()));
        proxy = new CuttingProxy(direct.getPort());
        set =
                TestSet.on(
                        database,
                        database.url().replace(":" + direct.getPort(), ":" + proxy.port()));
    }

    @AfterEach
    void conserve() throws IOException {
        set.checkConservation();
        set.close();
        proxy.close();
    }

    @Test
    void an_open_whose_commit_was_not_answered_is_answered_with_what_was_committed() {
        PacketState packet = activePacket();

        proxy.loseAnswers(1);
        OpenOutcome first = set.open(packet, 1);

        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(first).isInstanceOf(OpenOutcome.OpenedBefore.class);
        assertThat(set.open(packet, 1)).isEqualTo(first);
        assertThat(set.stored(packet).opens().shares()).hasSize(1);
    }

    @Test
    void an_open_whose_commit_never_arrived_is_done_again() {
        PacketState packet = activePacket();

        proxy.loseCommits(1);
        OpenOutcome first = set.open(packet, 1);

        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(first).isInstanceOf(OpenOutcome.Opened.class);
        assertThat(set.stored(packet).opens().shares()).hasSize(1);
    }

    /** Else readers would be shown what may never become true. */
    @Test
    void no_change_is_remembered_before_its_commit() {
        PacketState packet = set.wrap(SENDER, TestSet.lucky(100, 2));
        var remembered = new ConcurrentLinkedQueue<Integer>();
        proxy.atCommit(() ->
                set.handle()
                        .lanes()
                        .memory()
                        .trusted(packet.number())
                        .ifPresent(
                                known -> remembered.add(known.version() - storedVersion(packet))));

        set.activate(packet, TestSet.now());
        set.open(packet, 1);
        set.open(packet, 2);

        assertThat(remembered).hasSizeGreaterThanOrEqualTo(3).allMatch(ahead -> ahead <= 0);
    }

    private int storedVersion(PacketState packet) {
        try (var connection = set.connect();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select version from send_order_"
                                        + packet.number().table()
                                        + " where order_no = '"
                                        + packet.number()
                                        + "'")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_stays_unknown_is_told_as_such_and_a_repeat_tells() {
        PacketState packet = activePacket();

        proxy.loseAnswers(2);
        assertThatThrownBy(() -> set.open(packet, 1)).isInstanceOf(OutcomeUnknown.class);
        OpenOutcome repeat = set.open(packet, 1);

        assertThat(repeat).isInstanceOf(OpenOutcome.OpenedBefore.class);
        assertThat(set.stored(packet).opens().shares()).hasSize(1);
    }

    @Test
    void a_rush_over_lost_commits_gives_each_share_once() {
        PacketState packet = set.active(SENDER, TestSet.lucky(200_00, 100));
        List<CompletableFuture<OpenOutcome>> answers = new ArrayList<>();
        for (long user = 1; user <= 300; user++) {
            if (user % 30 == 0) {
                proxy.loseAnswers(1);
            }
            if (user % 30 == 15) {
                proxy.loseCommits(1);
            }
            var open = new PacketCommand.Open(packet.number(), new UserId(user));
            answers.add(set.submit(open));
            if (user % 10 == 0) {
                settle(answers.getLast());
            }
        }
        answers.forEach(LostCommitTest::settle);

        int opened = 0;
        for (long user = 1; user <= 300; user++) {
            opened += set.open(packet, user) instanceof OpenOutcome.OpenedBefore ? 1 : 0;
        }
        assertThat(proxy.cuts()).isPositive();
        assertThat(opened).isEqualTo(100);
        assertThat(set.stored(packet).state()).isEqualTo(StoredState.FINISHED);
    }

    /** The relay commits too; it has to be done before a commit is chosen to be lost. */
    private PacketState activePacket() {
        PacketState packet = set.active(SENDER, TestSet.lucky(100, 3));
        set.awaitEmptyOutbox();
        return packet;
    }

    private static void settle(CompletableFuture<OpenOutcome> answer) {
        try {
            TestSet.await(answer);
        } catch (OutcomeUnknown told) {
            // Asked again below.
        }
    }

    @Test
    void a_wrap_whose_commit_was_not_answered_makes_one_packet() {
        var wrap = TestSet.wrapCommand(SENDER, TestSet.newKey(), TestSet.lucky(100, 3));
        // The lease of the table's numbers is a commit of its own.
        var before = new WrapKey(SENDER, TestSet.newKey());
        TestSet.await(set.submit(TestSet.wrapCommand(before, TestSet.lucky(100, 3), wrap.table())));

        proxy.loseAnswers(1);
        WrapOutcome first = TestSet.await(set.submit(wrap));
        WrapOutcome again = TestSet.await(set.submit(wrap));

        assertThat(first).isInstanceOf(WrapOutcome.WrappedBefore.class);
        assertThat(((WrapOutcome.WrappedBefore) again).packet().terms())
                .isEqualTo(((WrapOutcome.WrappedBefore) first).packet().terms());
    }

    @Test
    void what_was_committed_without_an_answer_is_published_by_the_sweep() {
        PacketState packet = activePacket();

        proxy.loseAnswers(1);
        set.open(packet, 1);
        set.sweepAll();

        assertThat(set.events(ShareOpenedV1.TYPE)).hasSize(1);
    }
}
