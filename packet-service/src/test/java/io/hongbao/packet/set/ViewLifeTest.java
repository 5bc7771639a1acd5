package io.hongbao.packet.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.contracts.event.MomentSeenV1;
import io.hongbao.contracts.event.NotificationV1;
import io.hongbao.contracts.event.PacketActivatedV1;
import io.hongbao.contracts.event.PacketRefundedV1;
import io.hongbao.contracts.event.ShareOpenedV1;
import io.hongbao.contracts.id.UserId;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.packet.decide.ActivateOutcome;
import io.hongbao.packet.decide.ExpireOutcome;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the packets that viewers of moments are asked for, on a real database. */
final class ViewLifeTest {

    private static final UserId VIEWER = new UserId(1001);
    private static final UserId POSTER = new UserId(1002);

    private TestViews views;
    private TestSet set;
    private CuttingProxy proxy;

    @BeforeEach
    void start() throws IOException {
        TestDatabase database = SharedMariaDb.newDatabase();
        int port = URI.create(database.url().substring("jdbc:".length())).getPort();
        proxy = new CuttingProxy(port);
        set = TestSet.on(database, database.url().replace(":" + port, ":" + proxy.port()));
        views = new TestViews(database);
    }

    @AfterEach
    void conserve() throws IOException {
        set.checkConservation();
        set.close();
        proxy.close();
    }

    @Test
    void a_payment_gives_the_poster_his_share_and_lets_the_viewer_see_by_one_commit() {
        PacketState view = views.asked(VIEWER, POSTER, 1_77);
        Instant paidAt = TestSet.now();

        ActivateOutcome paid = set.activate(view, paidAt);

        assertThat(paid).isInstanceOf(ActivateOutcome.Activated.class);
        PacketState stored = set.stored(view);
        assertThat(stored.state()).isEqualTo(StoredState.FINISHED);
        assertThat(stored.opens().by(POSTER)).isNotNull();
        assertThat(stored.opens().left().fen()).isZero();
        assertThat(views.seen(view)).isEqualTo(paidAt + " " + view.number());
        set.awaitEmptyOutbox();
        assertThat(set.events(ShareOpenedV1.TYPE)).hasSize(1);
        assertThat(set.events(MomentSeenV1.TYPE))
                .singleElement()
                .satisfies(told ->
                        assertThat(told.value())
                                .contains(
                                        "\"orderNumber\":\"" + view.terms().moment() + "\"",
                                        "\"viewerId\":1001,\"posterId\":1002,\"amountFen\":177"));
        assertThat(set.events(PacketActivatedV1.TYPE)).isEmpty();
        assertThat(set.events(NotificationV1.TYPE)).isEmpty();
    }

    @Test
    void a_repeat_changes_nothing_also_on_another_instance() {
        try (TestSet other = TestSet.on(set.database())) {
            PacketState view = views.asked(VIEWER, POSTER, 1_77);
            Instant paidAt = TestSet.now();
            var payment = TestSet.payment(view, paidAt);
            var answers = new ArrayList<CompletableFuture<ActivateOutcome>>();
            for (int i = 0; i < 20; i++) {
                answers.add(set.submit(payment));
                answers.add(other.submit(payment));
            }

            var outcomes = answers.stream().map(TestSet::await).toList();

            assertThat(outcomes.stream().filter(ActivateOutcome.Activated.class::isInstance))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(outcomes).noneMatch(ActivateOutcome.OtherPayment.class::isInstance);
            assertThat(set.stored(view).version()).isEqualTo(2);
            assertThat(views.seen(view)).isEqualTo(paidAt + " " + view.number());
            set.awaitEmptyOutbox();
            assertThat(
                            set.events(MomentSeenV1.TYPE).size()
                                    + other.events(MomentSeenV1.TYPE).size())
                    .isEqualTo(1);
        }
    }

    @Test
    void an_unpaid_one_closes_and_a_payment_that_is_known_later_is_never_refunded() {
        PacketState view = views.asked(VIEWER, POSTER, 1_77);
        Instant paidAt = TestSet.now().minus(Duration.ofHours(49));
        assertThat(set.expire(view)).isInstanceOf(ExpireOutcome.NothingDue.class);
        set.age(view, Duration.ofHours(50));

        assertThat(set.expire(view)).isInstanceOf(ExpireOutcome.Closed.class);
        assertThat(views.seen(view)).isEqualTo("null null");
        assertThat(set.activate(view, paidAt)).isInstanceOf(ActivateOutcome.Activated.class);

        assertThat(set.stored(view).state()).isEqualTo(StoredState.FINISHED);
        assertThat(views.seen(view)).isEqualTo(paidAt + " " + view.number());
        assertThat(set.expire(view)).isInstanceOf(ExpireOutcome.NothingDue.class);
        set.awaitEmptyOutbox();
        assertThat(set.events(PacketRefundedV1.TYPE)).isEmpty();
    }

    @Test
    void many_views_of_one_batch_are_each_paid_once_beside_packets() {
        var packet = set.active(VIEWER, TestSet.lucky(100, 2));
        var answers = new ArrayList<CompletableFuture<?>>();
        var asked = new ArrayList<PacketState>();
        for (long viewer = 2_000; viewer < 2_050; viewer++) {
            asked.add(views.asked(new UserId(viewer), POSTER, viewer));
        }
        Instant paidAt = TestSet.now();
        for (PacketState view : asked) {
            answers.add(set.submit(TestSet.payment(view, paidAt)));
            answers.add(set.submit(new PacketCommand.Open(packet.number(), view.terms().sender())));
            answers.add(set.submit(TestSet.payment(view, paidAt)));
        }

        answers.forEach(TestSet::await);

        for (PacketState view : asked) {
            assertThat(views.seen(view)).isEqualTo(paidAt + " " + view.number());
            assertThat(set.stored(view).opens().shares()).hasSize(1);
        }
    }

    @Test
    void a_commit_whose_answer_is_lost_is_found_and_one_that_never_came_is_done_again() {
        PacketState answerLost = views.asked(VIEWER, POSTER, 1_77);
        PacketState commitLost = views.asked(VIEWER, POSTER, 1_77);
        PacketState unknown = views.asked(VIEWER, POSTER, 1_77);
        Instant paidAt = TestSet.now();

        proxy.loseAnswers(1);
        ActivateOutcome found = set.activate(answerLost, paidAt);
        set.sweepAll();
        set.awaitEmptyOutbox();
        proxy.loseCommits(1);
        ActivateOutcome doneAgain = set.activate(commitLost, paidAt);
        set.awaitEmptyOutbox();
        proxy.loseAnswers(2);
        assertThatThrownBy(() -> set.activate(unknown, paidAt)).isInstanceOf(OutcomeUnknown.class);
        ActivateOutcome repeat = set.activate(unknown, paidAt);

        assertThat(found).isInstanceOf(ActivateOutcome.ActivatedBefore.class);
        assertThat(doneAgain).isInstanceOf(ActivateOutcome.Activated.class);
        assertThat(repeat).isInstanceOf(ActivateOutcome.ActivatedBefore.class);
        for (PacketState view : new PacketState[] {answerLost, commitLost, unknown}) {
            assertThat(views.seen(view)).isEqualTo(paidAt + " " + view.number());
            assertThat(set.stored(view).opens().shares()).hasSize(1);
        }
    }

    @Test
    void it_is_no_packet_to_whoever_has_its_link() {
        PacketState unpaid = views.asked(VIEWER, POSTER, 1_77);
        PacketState paid = views.asked(VIEWER, POSTER, 1_77);
        set.activate(paid, TestSet.now());

        for (PacketState view : new PacketState[] {unpaid, paid}) {
            Instant deadline = Instant.now().plus(TestSet.ANSWER_MAX);
            assertThat(set.open(view, POSTER.value())).isInstanceOf(OpenOutcome.NotFound.class);
            assertThat(TestSet.await(set.handle().look(view.number(), deadline))).isEmpty();
        }
    }
}
