package io.hongbao.packet.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.TablePlace;
import io.hongbao.contracts.routing.WrapPlaces;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.lanes.fault.OutcomeUnknown;
import io.hongbao.packet.call.TimeoutSettings;
import io.hongbao.packet.decide.Draft;
import io.hongbao.packet.decide.ExpireOutcome;
import io.hongbao.packet.decide.OpenOutcome;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.decide.WrapFingerprint;
import io.hongbao.packet.decide.WrapOutcome;
import io.hongbao.packet.set.CuttingProxy;
import io.hongbao.packet.set.TestSet;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.packet.state.WrapKey;
import io.hongbao.servers.SharedMariaDb;
import io.hongbao.servers.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A SET commits a wrap and its answers are lost: the wrap heals, and exists on two SETs. */
final class HealedWrapTest {

    private static final UserId SENDER = new UserId(1001);
    private static final SetId FIRST = new SetId(0);
    private static final SetId SECOND = new SetId(1);
    private static final Map<SetId, Integer> WEIGHTS = Map.of(FIRST, 1, SECOND, 1);
    private static final Draft DRAFT = TestSet.lucky(100, 3);

    private static final TimeoutSettings PATIENT =
            new TimeoutSettings(
                    Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(10), 3);

    private final List<LaneFault> left = new ArrayList<>();
    private CuttingProxy proxy;
    private TestSet first;
    private TestSet second;
    private WrapPacket wrapPacket;
    private WrapKey key;

    @BeforeEach
    void start() throws IOException {
        TestDatabase behindProxy = SharedMariaDb.newDatabase();
        URI direct = URI.create(behindProxy.url().substring("jdbc:".length()));
        proxy = new CuttingProxy(direct.getPort());
        first =
                TestSet.on(
                        FIRST,
                        behindProxy,
                        behindProxy.url().replace(":" + direct.getPort(), ":" + proxy.port()));
        TestDatabase well = SharedMariaDb.newDatabase();
        second = TestSet.on(SECOND, well, well.url());
        wrapPacket = new WrapPacket(new Both(), PATIENT, Clock.systemUTC());
        key = keyThatGoesToTheFirst();
        leaseNumbers();
    }

    @AfterEach
    void conserve() throws IOException {
        first.checkConservation();
        second.checkConservation();
        first.close();
        second.close();
        proxy.close();
    }

    /** Both SETs, whatever their breakers say. */
    private final class Both implements WrapSets {

        @Override
        public Map<SetId, Integer> weights() {
            return WEIGHTS;
        }

        @Override
        public Optional<CompletableFuture<WrapOutcome>> submit(
                SetId set, PacketCommand.Wrap command, Instant deadline) {
            TestSet chosen = set.equals(FIRST) ? first : second;
            return Optional.of(chosen.handle().lanes().submit(command, deadline));
        }

        @Override
        public void left(SetId set, LaneFault fault) {
            left.add(fault);
        }
    }

    private static WrapKey keyThatGoesToTheFirst() {
        while (true) {
            IdempotencyKey each = TestSet.newKey();
            if (WrapPlaces.ranked(SENDER, each, WEIGHTS).getFirst().set().equals(FIRST)) {
                return new WrapKey(SENDER, each);
            }
        }
    }

    /** A commit of its own, which has to be over before one is chosen to be lost. */
    private void leaseNumbers() {
        TablePlace place = WrapPlaces.ranked(SENDER, key.key(), WEIGHTS).getFirst();
        var other = new WrapKey(SENDER, TestSet.newKey());
        TestSet.await(
                first.submit(
                        new PacketCommand.Wrap(
                                other, DRAFT, WrapFingerprint.of(DRAFT), place.table())));
    }

    private PacketState healed() {
        proxy.loseAnswers(2);
        var outcome = (WrapOutcome.Wrapped) wrapPacket.wrap(key, DRAFT, new Deadline(Instant.MAX));
        assertThat(left).singleElement().isInstanceOf(OutcomeUnknown.class);
        return outcome.packet();
    }

    /** A repeat goes to the first SET again, and finds what was committed there. */
    private PacketState lost() {
        return ((WrapOutcome.WrappedBefore) wrapPacket.wrap(key, DRAFT, new Deadline(Instant.MAX)))
                .packet();
    }

    @Test
    void the_caller_has_a_packet_on_the_second_set_and_the_first_one_has_it_too() {
        PacketState healed = healed();
        PacketState lost = lost();

        assertThat(healed.number().set()).isEqualTo(SECOND);
        assertThat(lost.number().set()).isEqualTo(FIRST);
        assertThat(lost.state()).isEqualTo(StoredState.UNPAID);
    }

    /** The pay side has one payment for a payer and a key: the other order is never paid. */
    @Test
    void both_carry_the_same_payer_and_key_by_which_only_one_can_be_paid() {
        PacketState healed = healed();
        PacketState lost = lost();

        assertThat(lost.terms().sender()).isEqualTo(healed.terms().sender());
        assertThat(lost.terms().wrapKey()).isEqualTo(healed.terms().wrapKey());
    }

    @Test
    void the_paid_one_is_opened_and_the_other_closes_unpaid_in_its_time() {
        PacketState healed = healed();
        PacketState lost = lost();
        second.activate(healed, TestSet.now());

        first.age(lost, Duration.ofMinutes(16));
        ExpireOutcome ended = first.expire(lost);

        assertThat(ended).isInstanceOf(ExpireOutcome.Closed.class);
        assertThat(first.stored(lost).state()).isEqualTo(StoredState.CLOSED);
        assertThat(second.open(healed, 1)).isInstanceOf(OpenOutcome.Opened.class);
    }
}
