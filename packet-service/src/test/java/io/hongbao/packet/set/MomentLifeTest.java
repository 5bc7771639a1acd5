package io.hongbao.packet.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.MomentDraw;
import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.event.MomentPostedV1;
import io.hongbao.contracts.event.MomentSeenV1;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.lanes.commit.SqlStatement;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.moment.Moment;
import io.hongbao.packet.moment.MomentCommand;
import io.hongbao.packet.moment.MomentDraft;
import io.hongbao.packet.moment.MomentOutcome;
import io.hongbao.packet.moment.MomentOutcome.Ended;
import io.hongbao.packet.moment.MomentOutcome.KeyReused;
import io.hongbao.packet.moment.MomentOutcome.NotFound;
import io.hongbao.packet.moment.MomentOutcome.Posted;
import io.hongbao.packet.moment.MomentOutcome.Seen;
import io.hongbao.packet.moment.MomentOutcome.Shown;
import io.hongbao.packet.moment.MomentOutcome.ToPay;
import io.hongbao.packet.moment.MomentView;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.packet.state.StoredState;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.servers.SharedMariaDb;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of moments on a real database, as one instance of the service lives it, or two. */
final class MomentLifeTest {

    private static final UserId POSTER = new UserId(1001);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final MomentDraft DRAFT =
            new MomentDraft(new Money(50), new Money(5_00), "日出", "album/7", Duration.ofDays(3));

    private final TestSet set = TestSet.on(SharedMariaDb.newDatabase());

    @AfterEach
    void close() {
        set.close();
    }

    private static <R extends MomentOutcome> CompletableFuture<R> submit(
            TestSet on, MomentCommand<R> command) {
        return on.handle().moments().submit(command, Instant.now().plus(LIMIT));
    }

    private static <R extends MomentOutcome> R ask(TestSet on, MomentCommand<R> command) {
        return TestSet.await(submit(on, command));
    }

    private static MomentCommand.Post post(WrapKey key, MomentDraft draft) {
        return new MomentCommand.Post(key, draft, draft.fingerprint(), 3);
    }

    private Moment post() {
        return ((Posted) ask(set, post(newKey(), DRAFT))).moment();
    }

    private static WrapKey newKey() {
        return new WrapKey(POSTER, TestSet.newKey());
    }

    private MomentOutcome.OfView view(Moment moment, UserId viewer) {
        return ask(set, new MomentCommand.View(moment.number(), viewer));
    }

    private Shown show(Moment moment, UserId asking) {
        return (Shown) ask(set, new MomentCommand.Show(moment.number(), asking));
    }

    private static MomentDraw draw(Moment moment, UserId viewer) {
        return MomentDraw.of(PacketSeed.of(TestSet.SEED_KEYS, moment.number()), viewer);
    }

    /** The first of some users who sees this moment for free, or does not. */
    private static UserId viewer(Moment moment, boolean free) {
        return LongStream.rangeClosed(1, 1_000)
                .mapToObj(UserId::new)
                .filter(user -> draw(moment, user).free(TestSet.FREE_RATE) == free)
                .findFirst()
                .orElseThrow();
    }

    private void change(String sql, Object... arguments) {
        try (Connection connection = set.connect()) {
            assertThat(SqlStatement.execute(connection, sql, arguments)).isEqualTo(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PacketState order(TestSet on, ToPay toPay) {
        return TestSet.await(
                        on.handle().lanes().read(toPay.order().number(), Instant.now().plus(LIMIT)))
                .orElseThrow();
    }

    @Test
    void a_repeated_post_gives_the_same_moment_and_another_body_is_refused() {
        WrapKey key = newKey();
        var first = (Posted) ask(set, post(key, DRAFT));

        MomentOutcome again = ask(set, post(key, DRAFT));
        var dearer =
                new MomentDraft(DRAFT.from(), new Money(6_00), "日出", "album/7", DRAFT.lifetime());
        MomentOutcome other = ask(set, post(key, dearer));
        var somebodyElse = new WrapKey(new UserId(1002), key.key());

        assertThat(again).isEqualTo(first);
        assertThat(other).isEqualTo(new KeyReused());
        assertThat(ask(set, post(somebodyElse, dearer))).isInstanceOf(Posted.class);
        assertThat(first.moment().number().table()).isEqualTo(3);
        set.awaitEmptyOutbox();
        assertThat(set.events(MomentPostedV1.TYPE)).hasSize(2);
    }

    @Test
    void the_same_post_twice_in_one_batch_and_on_two_instances_makes_one_moment() {
        try (TestSet other = TestSet.on(set.database())) {
            for (int round = 0; round < 20; round++) {
                MomentCommand.Post same = post(newKey(), DRAFT);
                var answers = List.of(submit(set, same), submit(set, same), submit(other, same));

                assertThat(answers.stream().map(TestSet::await).distinct()).hasSize(1);
            }
        }
    }

    @Test
    void who_is_lucky_sees_it_for_free_and_a_repeat_says_so_for_ever() {
        Moment moment = post();
        UserId lucky = viewer(moment, true);

        MomentOutcome.OfView first = view(moment, lucky);
        MomentOutcome.OfView again = view(moment, lucky);

        assertThat(first).isEqualTo(new Seen(moment, true)).isEqualTo(again);
        set.awaitEmptyOutbox();
        assertThat(set.events(MomentSeenV1.TYPE)).hasSize(1);
        assertThat(show(moment, lucky).own())
                .hasValueSatisfying(own -> {
                    assertThat(own.freeRatePpm()).isEqualTo(TestSet.FREE_RATE);
                    assertThat(own.amount()).isEqualTo(Money.ZERO);
                });
    }

    @Test
    void who_is_not_has_to_pay_what_the_seed_says_by_a_packet_to_the_poster() {
        Moment moment = post();
        UserId viewer = viewer(moment, false);

        var toPay = (ToPay) view(moment, viewer);
        MomentOutcome.OfView again = view(moment, viewer);

        Money amount = draw(moment, viewer).amount(DRAFT.from(), DRAFT.to());
        PacketTerms order = order(set, toPay).terms();
        assertThat(again).isEqualTo(toPay);
        assertThat(order).isEqualTo(toPay.order());
        assertThat(order.total()).isEqualTo(amount);
        assertThat(order.kind()).isEqualTo(PacketKind.VIEW);
        assertThat(order.sender()).isEqualTo(viewer);
        assertThat(order.recipients()).containsExactly(POSTER);
        assertThat(order.shares()).isEqualTo(1);
        assertThat(order.wrapKey().value()).isEqualTo("moment:" + moment.number());
        assertThat(order.number().table()).isEqualTo(moment.number().table());
        assertThat(order(set, toPay).state()).isEqualTo(StoredState.UNPAID);
    }

    @Test
    void when_the_time_to_pay_is_over_the_same_amount_can_be_paid_by_another_order() {
        Moment moment = post();
        UserId viewer = viewer(moment, false);
        var before = (ToPay) view(moment, viewer);
        change(
                "update moment_view_3 set pay_by = pay_by - interval 15 minute where moment_no = ?"
                        + " and viewer_id = ?",
                moment.number().value(),
                viewer.value());

        var again = (ToPay) view(moment, viewer);

        assertThat(again.order().number()).isNotEqualTo(before.order().number());
        assertThat(again.order().total()).isEqualTo(before.order().total());
        assertThat(again.order().wrapKey()).isEqualTo(before.order().wrapKey());
        assertThat(view(moment, viewer)).isEqualTo(again);
        assertThat(order(set, again).terms()).isEqualTo(again.order());
    }

    @Test
    void who_has_paid_sees_it_for_ever_and_the_poster_always_did() {
        Moment moment = post();
        UserId viewer = viewer(moment, false);
        pay((ToPay) view(moment, viewer));
        end(moment);

        assertThat(view(moment, viewer)).isEqualTo(new Seen(moment, false));
        assertThat(view(moment, POSTER)).isEqualTo(new Seen(moment, true));
    }

    private void pay(ToPay toPay) {
        PacketTerms order = toPay.order();
        TestSet.await(
                set.submit(
                        new PacketCommand.Activate(
                                order.number(),
                                order.sender(),
                                order.total(),
                                order.wrapKey(),
                                TestSet.now())));
    }

    /** In the database alone: who remembers it, remembers when it ends. */
    private void end(Moment moment) {
        change(
                "update moment_3 set ends_at = utc_timestamp(3) where moment_no = ?",
                moment.number().value());
    }

    @Test
    void after_its_end_who_has_not_seen_it_does_not() {
        Moment moment = post();
        UserId payer = viewer(moment, false);
        UserId lucky = viewer(moment, true);
        view(moment, payer);
        end(moment);

        try (TestSet other = TestSet.on(set.database())) {
            var unpaid = ask(other, new MomentCommand.View(moment.number(), payer));
            var late = ask(other, new MomentCommand.View(moment.number(), lucky));
            var shown = (Shown) ask(other, new MomentCommand.Show(moment.number(), lucky));

            assertThat(unpaid).isEqualTo(new Ended());
            assertThat(late).isEqualTo(new Ended());
            assertThat(shown.ended()).isTrue();
            assertThat(shown.own()).isEmpty();
        }
    }

    @Test
    void a_moment_that_there_is_not_is_not_found() {
        OrderNumber none = OrderNumber.of(LocalDate.of(2026, 11, 21), 9, TestSet.ID, 3);

        assertThat(ask(set, new MomentCommand.View(none, POSTER))).isEqualTo(new NotFound());
        assertThat(ask(set, new MomentCommand.Show(none, POSTER))).isEqualTo(new NotFound());
    }

    @Test
    void the_poster_sees_who_saw_it_newest_first_and_others_how_many() {
        Moment moment = post();
        UserId lucky = viewer(moment, true);
        UserId payer = viewer(moment, false);
        view(moment, lucky);
        var paid = (ToPay) view(moment, payer);
        pay(paid);
        change(
                "update moment_view_3 set seen_at = utc_timestamp(3) + interval 1 minute"
                        + " where moment_no = ? and viewer_id = ?",
                moment.number().value(),
                payer.value());

        Shown toPoster = show(moment, POSTER);
        Shown toOthers = show(moment, new UserId(5_000));

        assertThat(toPoster.seers()).isEqualTo(new MomentOutcome.Seers(2, 1, paid.order().total()));
        assertThat(toPoster.viewers())
                .extracting(viewed -> viewed.key().viewer())
                .containsExactly(payer, lucky);
        assertThat(toPoster.more()).isFalse();
        assertThat(toOthers.seers().count()).isEqualTo(2);
        assertThat(toOthers.viewers()).isEmpty();
    }

    @Test
    void of_many_viewers_the_poster_is_shown_the_latest_five_hundred() throws SQLException {
        Moment moment = post();
        insertSeen(moment, 501);

        Shown shown = show(moment, POSTER);

        assertThat(shown.viewers()).hasSize(500);
        assertThat(shown.viewers())
                .extracting(MomentView::seenAt)
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(shown.more()).isTrue();
        assertThat(shown.seers().count()).isEqualTo(501);
    }

    private void insertSeen(Moment moment, int viewers) throws SQLException {
        var rows = new ArrayList<String>();
        for (int viewer = 1; viewer <= viewers; viewer++) {
            rows.add(
                    String.format(
                            Locale.ROOT,
                            "('%s',%d,1,100000,0,utc_timestamp(3),"
                                    + "utc_timestamp(3) + interval %d second)",
                            moment.number(),
                            10_000 + viewer,
                            viewer));
        }
        try (Connection connection = set.connect()) {
            SqlStatement.execute(
                    connection,
                    "insert into moment_view_3 (moment_no,viewer_id,free,free_rate_ppm,amount_fen,"
                            + "decided_at,seen_at) values "
                            + String.join(",", rows));
        }
    }

    @Test
    void two_instances_decide_each_view_once() {
        Moment moment = post();
        try (TestSet other = TestSet.on(set.database())) {
            List<CompletableFuture<MomentOutcome.OfView>> here = new ArrayList<>();
            List<CompletableFuture<MomentOutcome.OfView>> there = new ArrayList<>();
            for (long user = 1; user <= 300; user++) {
                var view = new MomentCommand.View(moment.number(), new UserId(user));
                here.add(submit(set, view));
                there.add(submit(other, view));
            }

            var outcomes = here.stream().map(TestSet::await).toList();

            assertThat(there.stream().map(TestSet::await)).containsExactlyElementsOf(outcomes);
        }
    }

    @Test
    void a_view_whose_commit_was_not_answered_or_never_arrived_is_decided_once()
            throws IOException {
        URI direct = URI.create(set.database().url().substring("jdbc:".length()));
        var proxy = new CuttingProxy(direct.getPort());
        String url = set.database().url().replace(":" + direct.getPort(), ":" + proxy.port());
        Moment moment = post();
        try (TestSet cut = TestSet.on(set.database(), url)) {
            ask(cut, new MomentCommand.View(moment.number(), viewer(moment, false)));
            for (int lost = 0; lost < 2; lost++) {
                var view = new MomentCommand.View(moment.number(), new UserId(2_000 + lost));
                set.awaitEmptyOutbox();
                if (lost == 0) {
                    proxy.loseAnswers(1);
                } else {
                    proxy.loseCommits(1);
                }

                MomentOutcome.OfView told = ask(cut, view);

                assertThat(proxy.cuts()).isEqualTo(lost + 1);
                assertThat(ask(set, view)).isEqualTo(told);
            }
        }
        proxy.close();
    }
}
