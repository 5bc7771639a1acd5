package io.hongbao.packet.details;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.packet.details.PacketDetails.Open;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.SendOrder;
import io.hongbao.packet.state.Stage;
import io.hongbao.packet.state.StoredState;
import io.hongbao.serving.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides what of a packet is shown to whom. */
final class ShowPacket {

    private static final String EXPIRED = "EXPIRED";

    private final PacketLinks links;
    private final DayKeys seedKeys;

    ShowPacket(PacketLinks links, DayKeys seedKeys) {
        this.links = links;
        this.seedKeys = seedKeys;
    }

    /** An EXCLUSIVE packet is shown to its sender and recipients only. */
    PacketDetails show(PacketState packet, UserId viewer, Instant now) {
        SendOrder order = packet.order();
        if (order.kind() == PacketKind.EXCLUSIVE
                && !order.admits(viewer)
                && !order.sender().equals(viewer)) {
            throw ProblemException.of(ProblemCode.NOT_A_RECIPIENT, "the packet is for other users");
        }
        PacketSeed seed = PacketSeed.of(seedKeys, order.number());
        Stage stage = packet.stage();
        return new PacketDetails(
                links.linkTo(order.number()),
                order.kind(),
                order.greeting(),
                order.sender(),
                order.total().fen(),
                order.shares(),
                order.total().minus(packet.opens().left()).fen(),
                order.shares() - packet.opens().sharesLeft(),
                shown(packet, now),
                order.createdAt(),
                order.payBy(),
                stage.paidAt(),
                stage.expiresAt(),
                stage.endedAt(),
                packet.opens().shares().stream().map(ShowPacket::open).toList(),
                luckiest(packet),
                seed.commitment(),
                packet.state().ended() ? seed.reveal() : null);
    }

    private static Open open(OpenedShare share) {
        return new Open(share.user(), share.amount().fen(), share.openedAt());
    }

    private static String shown(PacketState packet, Instant now) {
        return switch (packet.state()) {
            case ACTIVE -> packet.expired(now) ? EXPIRED : packet.state().name();
            case UNPAID, FINISHED, REFUNDED, CLOSED -> packet.state().name();
        };
    }

    /** Nobody is the luckiest while a luckier one may come. */
    private static @Nullable UserId luckiest(PacketState packet) {
        return packet.state() == StoredState.FINISHED
                ? packet.opens().luckiest().map(OpenedShare::user).orElse(null)
                : null;
    }
}
