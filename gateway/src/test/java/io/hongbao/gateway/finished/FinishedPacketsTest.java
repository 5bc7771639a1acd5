package io.hongbao.gateway.finished;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.call.FinishedPacket;
import io.hongbao.contracts.call.FinishedPacket.Opener;
import io.hongbao.contracts.call.OpenAnswers.Answer;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.testkit.cases.Seeds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class FinishedPacketsTest {

    private static final OrderNumber PACKET = new OrderNumber("2026112100000000010003");
    private static final long OPENERS = 50;

    private final FinishedPackets packets = new FinishedPackets(1_000, new SimpleMeterRegistry());

    /** Every second user opened a share; of each, amount and time are told by the user's id. */
    private static List<Opener> openers() {
        return LongStream.rangeClosed(1, OPENERS)
                .mapToObj(i -> new Opener(2 * i, 10 * i, 1_000 + i))
                .collect(Collectors.toList());
    }

    @Test
    void in_whatever_order_shares_were_opened_each_opener_gets_their_own_and_no_other_gets_one() {
        List<Opener> openers = openers();
        Seeds.once(random -> Collections.shuffle(openers, random));

        packets.remember(PACKET, new FinishedPacket(false, openers));

        for (Opener opener : openers) {
            assertThat(packets.find(PACKET, new UserId(opener.userId())))
                    .contains(Answer.opened(opener.amountFen(), opener.openedAtMs(), null));
            assertThat(packets.find(PACKET, new UserId(opener.userId() - 1)))
                    .contains(Answer.refused("packet_finished", null));
        }
    }

    @Test
    void who_was_not_meant_is_told_so_and_who_was_opened_a_share() {
        packets.remember(PACKET, new FinishedPacket(true, openers().reversed()));

        assertThat(packets.find(PACKET, new UserId(1)))
                .contains(Answer.refused("not_a_recipient", null));
        assertThat(packets.find(PACKET, new UserId(2))).contains(Answer.opened(10, 1_001, null));
    }

    @Test
    void nothing_is_known_of_a_packet_that_nothing_was_told_of() {
        packets.remember(PACKET, null);

        assertThat(packets.find(PACKET, new UserId(2))).isEmpty();
    }

    @Test
    void more_than_there_is_room_for_is_forgotten() {
        var small = new FinishedPackets(OPENERS, new SimpleMeterRegistry());

        small.remember(PACKET, new FinishedPacket(false, openers()));

        assertThat(small.find(PACKET, new UserId(2))).isEmpty();
    }
}
