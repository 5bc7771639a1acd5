package io.hongbao.reconcile.check;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.amount.ShareAmounts;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.money.Money;
import io.hongbao.reconcile.read.PacketRows;
import io.hongbao.reconcile.read.SendOrderRow;
import io.hongbao.reconcile.read.Share;
import io.hongbao.reconcile.report.Findings;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 1, for one packet: total = opened + left + refunded; shares likewise and numbered
 * without a gap; at most one share a user, opened before the packet's time is over; every amount at
 * least 1 fen; the columns as the state wants them; with the seed keys at hand, the amounts that
 * the seed prescribes.
 */
public final class PacketRule {

    private final @Nullable DayKeys seeds;
    private final Findings findings;

    public PacketRule(@Nullable DayKeys seeds, Findings findings) {
        this.seeds = seeds;
        this.findings = findings;
    }

    public void check(PacketRows packet) {
        for (int i = 1; i < packet.orders().size(); i++) {
            SendOrderRow again = packet.orders().get(i);
            findings.wrong(
                    "packet stored twice",
                    again.place(),
                    again.orderNo(),
                    "also in " + packet.orders().getFirst().place());
        }
        if (packet.orders().isEmpty()) {
            sharesOfNoPacket(packet.shares());
        } else {
            SendOrderRow order = packet.orders().getFirst();
            count(order, packet.shares());
            place(order, packet.shares());
            sums(order, packet.shares());
            users(order, packet.shares());
            times(order, packet.shares());
            state(order, packet.shares());
            amounts(order, packet.shares());
        }
    }

    private void sharesOfNoPacket(List<Share> shares) {
        if (!shares.isEmpty()) {
            Share share = shares.getFirst();
            findings.wrong(
                    "shares of no packet",
                    share.place(),
                    share.orderNo(),
                    "no send order: shares=" + shares.size());
        }
    }

    private void count(SendOrderRow order, List<Share> shares) {
        findings.add("packets", 1);
        findings.add("packets " + order.state(), 1);
        findings.add("shares opened", shares.size());
        findings.add("fen opened", openedFen(shares));
    }

    private void place(SendOrderRow order, List<Share> shares) {
        Optional<OrderNumber> number = OrderNumber.parse(order.orderNo());
        String belongs = number.map(it -> it.set() + "/" + it.table()).orElse("nowhere");
        if (!belongs.equals(order.place())) {
            wrong("packet in a wrong place", order, "its number says " + belongs);
        }
        if (shares.stream().anyMatch(share -> !share.place().equals(order.place()))) {
            wrong("shares in another place than their packet", order, "all must be together");
        }
    }

    private void sums(SendOrderRow order, List<Share> shares) {
        long opened = openedFen(shares);
        if (opened + order.fenLeft() != order.totalFen()) {
            wrong(
                    "total is not opened + left + refunded",
                    order,
                    String.format(
                            Locale.ROOT,
                            "totalFen=%d, openedFen=%d, %s=%d",
                            order.totalFen(),
                            opened,
                            order.refunded() ? "refundedFen" : "leftFen",
                            order.fenLeft()));
        }
        if (shares.size() + order.sharesLeft() != order.shareCount()) {
            wrong(
                    "shares are not opened + left + refunded",
                    order,
                    String.format(
                            Locale.ROOT,
                            "shares=%d, opened=%d, left=%d",
                            order.shareCount(),
                            shares.size(),
                            order.sharesLeft()));
        }
        for (int i = 0; i < shares.size(); i++) {
            if (shares.get(i).shareNo() != i) {
                wrong(
                        "share numbers have a gap",
                        order,
                        "expected=" + i + ", found=" + shares.get(i).shareNo());
                break;
            }
        }
        if (shares.stream().anyMatch(share -> share.amountFen() < 1)
                || order.fenLeft() < order.sharesLeft()) {
            wrong("a share of less than 1 fen", order, "every share must be >= 1 fen");
        }
    }

    private void users(SendOrderRow order, List<Share> shares) {
        var seen = new HashSet<Long>();
        for (Share share : shares) {
            if (!seen.add(share.userId())) {
                wrong("a user with two shares", order, "user=" + share.userId());
            }
        }
        if (order.kind().equals(PacketKind.EXCLUSIVE.name())
                || order.kind().equals(PacketKind.VIEW.name())) {
            Set<Long> others = new HashSet<>(seen);
            others.removeAll(recipients(order));
            if (!others.isEmpty()) {
                wrong("opened by who is not a recipient", order, "users=" + others);
            }
        }
    }

    private void times(SendOrderRow order, List<Share> shares) {
        LocalDateTime expiresAt = order.times().expiresAt();
        if (expiresAt == null) {
            return; // the state's columns say so
        }
        for (Share share : shares) {
            if (!share.openedAt().isBefore(expiresAt)) {
                wrong(
                        "a share opened after its packet's time",
                        order,
                        "share=" + share.shareNo() + ", openedAt=" + share.openedAt());
            }
        }
    }

    private static Set<Long> recipients(SendOrderRow order) {
        String recipients = order.recipients() == null ? "" : order.recipients();
        return Arrays.stream(recipients.split(",", -1))
                .filter(text -> !text.isBlank())
                .map(text -> Long.parseLong(text.trim()))
                .collect(Collectors.toSet());
    }

    private void state(SendOrderRow order, List<Share> shares) {
        StateRule.broken(order, shares.size())
                .ifPresent(rule -> wrong("columns do not fit the state", order, rule));
    }

    private void amounts(SendOrderRow order, List<Share> shares) {
        if (seeds == null || shares.isEmpty()) {
            return;
        }
        OrderNumber number = OrderNumber.parse(order.orderNo()).orElse(null);
        if (number == null || seeds.forDay(number.day()).isEmpty()) {
            findings.add("packets without a seed key", 1);
            return;
        }
        if (order.shareCount() < 1 || order.totalFen() < order.shareCount()) {
            return; // the sums above say so
        }
        List<Money> prescribed =
                ShareAmounts.of(
                        PacketKind.valueOf(order.kind()),
                        new Money(order.totalFen()),
                        order.shareCount(),
                        PacketSeed.of(seeds, number));
        findings.add("packets recomputed from their seed", 1);
        for (Share share : shares) {
            boolean known = share.shareNo() >= 0 && share.shareNo() < prescribed.size();
            if (!known || prescribed.get(share.shareNo()).fen() != share.amountFen()) {
                wrong("an amount that the seed does not give", order, "share=" + share.shareNo());
            }
        }
    }

    private void wrong(String kind, SendOrderRow order, String found) {
        findings.wrong(kind, order.place(), order.orderNo(), found);
    }

    private static long openedFen(List<Share> shares) {
        return shares.stream().mapToLong(Share::amountFen).sum();
    }
}
