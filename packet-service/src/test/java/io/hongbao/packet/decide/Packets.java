package io.hongbao.packet.decide;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.id.IdempotencyKey;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.state.OpenedShare;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.packet.state.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Packets in every state, for deciding about. */
public final class Packets {

    public static final UserId LI = new UserId(1001);
    public static final UserId WANG = new UserId(1002);
    public static final UserId ZHAO = new UserId(1003);
    public static final Instant PAID_AT = Instant.parse("2026-11-21T04:00:00Z");
    public static final Duration LIFETIME = Duration.ofHours(24);
    public static final Instant EXPIRES_AT = PAID_AT.plus(LIFETIME);
    public static final OrderNumber NUMBER = new OrderNumber("2026112100000000010000");
    public static final OrderNumber MOMENT = new OrderNumber("2026112100000000000990");
    static final Money SHARE = new Money(50);

    private Packets() {}

    /** A packet of two shares from Li, in {@code state}, with what Wang opened if he did. */
    public static PacketState packet(StoredState state, PacketKind kind, boolean wangOpened) {
        PacketState unpaid = PacketState.wrapped(terms(NUMBER, kind));
        return switch (state) {
            case UNPAID -> unpaid;
            case CLOSED -> unpaid.closed(unpaid.terms().payBy());
            case ACTIVE -> wangOpened ? open(active(unpaid), WANG) : active(unpaid);
            case REFUNDED ->
                    (wangOpened ? open(active(unpaid), WANG) : active(unpaid)).refunded(EXPIRES_AT);
            case FINISHED -> open(active(unpaid), wangOpened ? WANG : ZHAO, LI);
        };
    }

    /** An unpaid lucky packet of two shares from Li. */
    public static PacketState packet(OrderNumber number) {
        return PacketState.wrapped(terms(number, PacketKind.LUCKY));
    }

    /** What Li is asked for to see a moment of Wang's, unpaid or paid. */
    public static PacketState view(StoredState state) {
        PacketState unpaid =
                PacketState.wrapped(
                        new PacketTerms(
                                NUMBER,
                                LI,
                                PacketKind.VIEW,
                                new Money(100),
                                1,
                                "日出",
                                Set.of(WANG),
                                new IdempotencyKey("moment:" + MOMENT),
                                LIFETIME,
                                PAID_AT.minusSeconds(60),
                                PAID_AT.plusSeconds(60)));
        return switch (state) {
            case UNPAID -> unpaid;
            case CLOSED -> unpaid.closed(unpaid.terms().payBy());
            case FINISHED -> unpaid.seen(PAID_AT);
            case ACTIVE, REFUNDED -> throw new IllegalArgumentException("never: " + state);
        };
    }

    static List<Money> amounts(PacketTerms terms) {
        return List.of(SHARE, SHARE);
    }

    private static PacketState active(PacketState packet) {
        return packet.activated(PAID_AT);
    }

    private static PacketState open(PacketState packet, UserId... users) {
        List<OpenedShare> shares = new ArrayList<>();
        for (UserId user : users) {
            shares.add(new OpenedShare(shares.size(), user, SHARE, PAID_AT.plusSeconds(1)));
        }
        return packet.opened(shares);
    }

    private static PacketTerms terms(OrderNumber number, PacketKind kind) {
        return new PacketTerms(
                number,
                LI,
                kind,
                new Money(100),
                2,
                "Happy new year",
                kind == PacketKind.EXCLUSIVE ? new LinkedHashSet<>(List.of(LI, WANG)) : Set.of(),
                new IdempotencyKey("k"),
                LIFETIME,
                PAID_AT.minusSeconds(60),
                PAID_AT.plusSeconds(60));
    }
}
