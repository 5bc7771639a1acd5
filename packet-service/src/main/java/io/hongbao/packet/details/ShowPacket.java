package io.hongbao.packet.details;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.packet.details.PacketDetails.OpenView;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketLifecycle;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.packet.state.StoredState;
import io.hongbao.serving.problem.ProblemException;
import java.time.Instant;
import java.util.List;
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
    void checkViewer(PacketTerms terms, UserId viewer) {
        if (terms.kind() == PacketKind.EXCLUSIVE
                && !terms.admits(viewer)
                && !terms.sender().equals(viewer)) {
            throw ProblemException.of(ProblemCode.NOT_A_RECIPIENT, "the packet is for other users");
        }
    }

    /** Whether the viewer is shown amounts. */
    static boolean showsAmounts(PacketState packet, UserId viewer, Instant now) {
        return packet.state() != StoredState.ACTIVE
                || packet.expired(now)
                || packet.terms().sender().equals(viewer)
                || packet.opens().by(viewer) != null;
    }

    /** The same for all who are shown amounts, and for all others. */
    PacketDetails show(PacketState packet, boolean amounts, Instant now) {
        PacketTerms terms = packet.terms();
        PacketSeed seed = PacketSeed.of(seedKeys, terms.number());
        PacketLifecycle lifecycle = packet.lifecycle();
        return new PacketDetails(
                links.linkTo(terms.number()),
                terms.kind(),
                terms.greeting(),
                terms.sender(),
                terms.total().fen(),
                terms.shares(),
                terms.kind() == PacketKind.EXCLUSIVE ? List.copyOf(terms.recipients()) : null,
                amounts ? openedFen(packet) : null,
                amounts ? openedShares(packet) : null,
                packet.state() == StoredState.REFUNDED ? packet.opens().left().fen() : null,
                shown(packet, now),
                terms.createdAt(),
                terms.payBy(),
                lifecycle.paidAt(),
                lifecycle.expiresAt(),
                lifecycle.endedAt(),
                amounts ? packet.opens().shares().stream().map(ShowPacket::open).toList() : null,
                luckiest(packet),
                seed.commitment(),
                packet.state().ended() ? seed.reveal() : null);
    }

    static PacketSummary summary(PacketState packet, Instant now) {
        PacketTerms terms = packet.terms();
        return new PacketSummary(
                terms.number().value(),
                terms.sender().value(),
                terms.total().fen(),
                openedFen(packet),
                openedShares(packet),
                shown(packet, now),
                terms.payBy());
    }

    private static long openedFen(PacketState packet) {
        return packet.terms().total().minus(packet.opens().left()).fen();
    }

    private static int openedShares(PacketState packet) {
        return packet.terms().shares() - packet.opens().sharesLeft();
    }

    private static OpenView open(OpenedShare share) {
        return new OpenView(share.user(), share.amount().fen(), share.openedAt());
    }

    private static String shown(PacketState packet, Instant now) {
        return switch (packet.state()) {
            case ACTIVE -> packet.expired(now) ? EXPIRED : packet.state().name();
            case UNPAID, FINISHED, REFUNDED, CLOSED -> packet.state().name();
        };
    }

    /** Nobody is the luckiest while a luckier one may come, or where all shares are equal. */
    private static @Nullable UserId luckiest(PacketState packet) {
        return packet.state() == StoredState.FINISHED && packet.terms().kind() == PacketKind.LUCKY
                ? packet.opens().luckiest().map(OpenedShare::user).orElse(null)
                : null;
    }
}
