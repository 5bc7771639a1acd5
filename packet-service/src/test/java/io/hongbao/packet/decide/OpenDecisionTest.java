package io.hongbao.packet.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.decide.Facts.KnownPacket;
import io.hongbao.packet.decide.OpenOutcome.Finished;
import io.hongbao.packet.decide.OpenOutcome.Opened;
import io.hongbao.packet.decide.OpenOutcome.OpenedBefore;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.StoredState;
import io.hongbao.testkit.cases.EveryCase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenDecisionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    state    | kind      | user | opened by Wang | minutes to expiry | answer
                    ACTIVE   | LUCKY     | Wang | true           | 1                 | OpenedBefore
                    ACTIVE   | LUCKY     | Wang | true           | 0                 | OpenedBefore
                    FINISHED | LUCKY     | Wang | true           | 0                 | OpenedBefore
                    REFUNDED | EXCLUSIVE | Wang | true           | -1                | OpenedBefore
                    UNPAID   | EXCLUSIVE | Zhao | false          | 1                 | NotPaid
                    CLOSED   | EXCLUSIVE | Zhao | false          | -1                | NotPaid
                    UNPAID   | LUCKY     | Li   | false          | 1                 | NotPaid
                    ACTIVE   | EXCLUSIVE | Zhao | false          | 1                 | NotARecipient
                    ACTIVE   | EXCLUSIVE | Zhao | false          | 0                 | NotARecipient
                    FINISHED | EXCLUSIVE | Zhao | true           | 1                 | NotARecipient
                    REFUNDED | EXCLUSIVE | Zhao | false          | -1                | NotARecipient
                    FINISHED | LUCKY     | Zhao | true           | 1                 | Finished
                    FINISHED | LUCKY     | Zhao | true           | -1                | Finished
                    ACTIVE   | LUCKY     | Zhao | true           | 0                 | Expired
                    ACTIVE   | EXCLUSIVE | Wang | false          | -1                | Expired
                    REFUNDED | LUCKY     | Zhao | true           | -1                | Expired
                    REFUNDED | LUCKY     | Zhao | true           | 1                 | Expired
                    ACTIVE   | LUCKY     | Zhao | true           | 1                 | Opened
                    ACTIVE   | EXCLUSIVE | Li   | true           | 1                 | Opened
                    """)
    void the_first_reason_that_applies_is_the_answer(
            StoredState state,
            PacketKind kind,
            String user,
            boolean openedByWang,
            int minutesToExpiry,
            String answer) {
        PacketState packet = Packets.packet(state, kind, openedByWang);
        Instant now = Packets.EXPIRES_AT.minusSeconds(60L * minutesToExpiry);

        OpenOutcome outcome = decide(packet, now, named(user)).getFirst();

        assertThat(outcome.getClass().getSimpleName()).isEqualTo(answer);
    }

    @Test
    void a_packet_that_is_not_there_is_not_found() {
        var facts =
                new Facts(Map.of(Packets.NUMBER, KnownPacket.read(null)), null, Packets.PAID_AT);

        Decisions decisions = decisions(facts, Packets.LI);

        assertThat(decisions.outcomes()).containsExactly(new OpenOutcome.NotFound());
        assertThat(decisions.changes()).isEmpty();
    }

    @Test
    void opens_of_one_batch_share_one_change_and_one_version() {
        PacketState packet = Packets.packet(StoredState.ACTIVE, PacketKind.LUCKY, false);
        var facts = facts(KnownPacket.read(packet), Packets.PAID_AT.plusSeconds(5));

        Decisions decisions =
                decisions(facts, Packets.WANG, Packets.ZHAO, Packets.WANG, Packets.LI);

        assertThat(decisions.outcomes())
                .hasExactlyElementsOfTypes(
                        Opened.class, Opened.class, OpenedBefore.class, Finished.class);
        assertThat(decisions.changes()).hasSize(1);
        PacketState after = decisions.changes().getFirst().after();
        assertThat(after.state()).isEqualTo(StoredState.FINISHED);
        assertThat(after.version()).isEqualTo(packet.version() + 1);
        assertThat(after.opens().left().fen()).isZero();
    }

    @Test
    void whatever_is_tried_in_a_batch_shares_and_fen_add_up() {
        var every = new EveryCase();
        List<UserId> users = List.of(Packets.LI, Packets.WANG, Packets.ZHAO);
        while (every.next()) {
            PacketState packet =
                    Packets.packet(
                            every.choose(List.of(StoredState.values())),
                            every.choose(List.of(PacketKind.LUCKY, PacketKind.EXCLUSIVE)),
                            every.choose());
            var facts =
                    facts(
                            KnownPacket.read(packet),
                            Packets.EXPIRES_AT.minusMillis(every.choose(0, 1)));

            Decisions decisions =
                    decisions(facts, every.choose(users), every.choose(users), every.choose(users));

            PacketState after =
                    decisions.changes().isEmpty() ? packet : decisions.changes().getLast().after();
            long openedFen =
                    after.opens().shares().stream().mapToLong(share -> share.amount().fen()).sum();
            assertThat(openedFen + after.opens().left().fen()).isEqualTo(100);
            assertThat(after.opens().shares().size() + after.opens().sharesLeft()).isEqualTo(2);
            assertThat(after.opens().shares()).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UNPAID, true",
        "CLOSED, true",
        "ACTIVE, true",
        "FINISHED, false",
        "REFUNDED, false"
    })
    void only_what_has_ended_may_refuse_from_memory(StoredState state, boolean readFirst) {
        PacketState packet = Packets.packet(state, PacketKind.EXCLUSIVE, true);
        var facts = facts(KnownPacket.remembered(packet), Packets.PAID_AT.plusSeconds(5));

        Decisions decisions = decisions(facts, Packets.ZHAO);

        assertThat(decisions.settled()).isEqualTo(!readFirst);
        assertThat(decisions.toRead().contains(Packets.NUMBER)).isEqualTo(readFirst);
    }

    @Test
    void a_repeat_is_answered_from_memory() {
        PacketState packet = Packets.packet(StoredState.ACTIVE, PacketKind.LUCKY, true);
        var facts = facts(KnownPacket.remembered(packet), Packets.EXPIRES_AT.plusSeconds(5));

        Decisions decisions = decisions(facts, Packets.WANG);

        assertThat(decisions.settled()).isTrue();
        assertThat(decisions.outcomes()).hasExactlyElementsOfTypes(OpenedBefore.class);
    }

    private static UserId named(String name) {
        return switch (name) {
            case "Li" -> Packets.LI;
            case "Wang" -> Packets.WANG;
            default -> Packets.ZHAO;
        };
    }

    private static List<OpenOutcome> decide(PacketState packet, Instant now, UserId... users) {
        return decisions(facts(KnownPacket.read(packet), now), users).outcomes().stream()
                .map(OpenOutcome.class::cast)
                .toList();
    }

    private static Facts facts(KnownPacket known, Instant now) {
        return new Facts(Map.of(Packets.NUMBER, known), null, now);
    }

    private static Decisions decisions(Facts facts, UserId... users) {
        List<PacketCommand.Open> batch =
                List.of(users).stream()
                        .map(user -> new PacketCommand.Open(Packets.NUMBER, user))
                        .toList();
        return Decisions.of(
                batch,
                facts,
                Packets::amounts,
                () -> {
                    throw new AssertionError("no numbers needed");
                });
    }
}
