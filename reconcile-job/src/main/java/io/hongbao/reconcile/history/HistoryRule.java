package io.hongbao.reconcile.history;

import io.hongbao.contracts.amount.PacketKind;
import io.hongbao.reconcile.history.HistoryLine.Op;
import io.hongbao.reconcile.history.HistoryLine.Outcome;
import io.hongbao.reconcile.read.PacketRows;
import io.hongbao.reconcile.read.SendOrderRow;
import io.hongbao.reconcile.read.Share;
import io.hongbao.reconcile.read.TransferRow;
import io.hongbao.reconcile.report.Findings;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 5: every acknowledged answer is true, and no effect exists that was neither
 * acknowledged nor unknown to its caller.
 */
public final class HistoryRule {

    private static final String PLACE = "history";

    private final Predicate<String> archived;
    private final Findings findings;
    private final Map<Call, Promise> promises = new HashMap<>();
    private final Set<Caller> covered = new HashSet<>();

    /**
     * Starts with what callers were told.
     *
     * @param archived whether a packet's rows were taken out of its SET: nothing can be said of it
     */
    public HistoryRule(History history, Predicate<String> archived, Findings findings) {
        this.archived = archived;
        this.findings = findings;
        history.lines().forEach(this::told);
        history.lines().forEach(this::refusedLater);
        promises.forEach((call, promise) -> {
            findings.add(call.op() + " acknowledged", promise.acknowledged ? 1 : 0);
            findings.add(call.op() + " effects", 0);
            findings.add(call.op() + " unknown", promise.unknownOnly() ? 1 : 0);
        });
    }

    /**
     * Wraps and opens are effects in SETs, payments in wallet shards. What is paid to see a moment
     * was wrapped by a view, and opened by its payment: nobody called either.
     */
    public void check(PacketRows packet) {
        if (packet.orders().stream().noneMatch(HistoryRule::isView)) {
            wrapsAndOpens(packet);
        }
        for (TransferRow payment : packet.payments()) {
            effect(
                    new Call(Op.PAY, payment.userId(), payment.orderNo()),
                    payment.place(),
                    payment.orderNo(),
                    payment.amountFen());
        }
    }

    private static boolean isView(SendOrderRow order) {
        return order.kind().equals(PacketKind.VIEW.name());
    }

    private void wrapsAndOpens(PacketRows packet) {
        for (SendOrderRow order : packet.orders()) {
            effect(
                    new Call(Op.WRAP, order.senderId(), order.wrapKey()),
                    order.place(),
                    order.orderNo(),
                    order.totalFen());
        }
        for (Share share : packet.shares()) {
            effect(
                    new Call(Op.OPEN, share.userId(), share.orderNo()),
                    share.place(),
                    share.orderNo(),
                    share.amountFen());
        }
    }

    public void checkTopUp(TransferRow topUp) {
        String owner = topUp.userId() + ":";
        String number = topUp.businessNo();
        String key = number.startsWith(owner) ? number.substring(owner.length()) : number;
        effect(new Call(Op.TOP_UP, topUp.userId(), key), topUp.place(), number, topUp.amountFen());
    }

    /** After all effects were seen: what was promised, by the operations that could be seen. */
    public void finish(Set<Op> seen) {
        promises.forEach((call, promise) -> {
            if (seen.contains(call.op())) {
                for (String missing : promise.missing()) {
                    findings.wrong(
                            "acknowledged, but there is no effect",
                            PLACE,
                            call.toString(),
                            missing + "fen=" + promise.amountFen);
                }
            }
        });
        for (Op op : Op.values()) {
            if (!seen.contains(op) && covered.stream().anyMatch(caller -> caller.op() == op)) {
                findings.note(op + " not checked: its effects were not given");
            }
        }
    }

    private void told(HistoryLine line) {
        covered.add(new Caller(line.op(), line.userId()));
        String identity = identity(line);
        if (identity == null || noEffect(line.outcome())) {
            return; // A refusal promises nothing; what names nothing cannot be compared.
        }
        if (ofArchivedPacket(line)) {
            findings.add(line.op() + " of archived packets", 1);
            return;
        }
        var call = new Call(line.op(), line.userId(), identity);
        Promise promise = promises.computeIfAbsent(call, _ -> new Promise());
        if (line.outcome() == Outcome.UNKNOWN) {
            promise.unknown = true;
            return;
        }
        if (promise.acknowledged && !Objects.equals(promise.amountFen, line.amountFen())) {
            findings.wrong(
                    "a repeat got another answer",
                    PLACE,
                    call.toString(),
                    "fen=" + promise.amountFen + ", then fen=" + line.amountFen());
        }
        promise.acknowledged = true;
        promise.amountFen = line.amountFen();
        if (promise.firstAt == null || line.at().isBefore(promise.firstAt)) {
            promise.firstAt = line.at();
        }
        if (line.op() == Op.WRAP && line.orderNumber() != null) {
            promise.acknowledged(line.orderNumber());
        }
    }

    private static @Nullable String identity(HistoryLine line) {
        return line.op() == Op.WRAP || line.op() == Op.TOP_UP ? line.key() : line.orderNumber();
    }

    private static boolean noEffect(Outcome outcome) {
        return outcome == Outcome.REFUSED || outcome == Outcome.TURNED_AWAY;
    }

    /** A repeat that began after the acknowledgement must be told the same. */
    private void refusedLater(HistoryLine line) {
        String identity = identity(line);
        if (identity == null || line.outcome() != Outcome.REFUSED || line.begunAt() == null) {
            return;
        }
        Promise promise = promises.get(new Call(line.op(), line.userId(), identity));
        if (promise != null && promise.firstAt != null && line.begunAt().isAfter(promise.firstAt)) {
            findings.wrong(
                    "acknowledged, then refused",
                    PLACE,
                    line.op() + " of user " + line.userId() + ", " + identity,
                    "acknowledged at " + promise.firstAt + ", refused at " + line.at());
        }
    }

    /** Of its payment the transfer is left, so that is compared as any other. */
    private boolean ofArchivedPacket(HistoryLine line) {
        return (line.op() == Op.WRAP || line.op() == Op.OPEN)
                && line.orderNumber() != null
                && archived.test(line.orderNumber());
    }

    private void effect(Call call, String place, String orderOrNumber, long amountFen) {
        if (!covered.contains(new Caller(call.op(), call.userId()))) {
            return;
        }
        findings.add(call.op() + " effects", 1);
        Promise promise = promises.get(call);
        if (promise == null) {
            findings.wrong(
                    "an effect that no caller was told of",
                    place,
                    call.toString(),
                    orderOrNumber + ": fen=" + amountFen);
            return;
        }
        if (promise.acknowledged && promise.keptBy(orderOrNumber)) {
            if (promise.amountFen != null && promise.amountFen != amountFen) {
                findings.wrong(
                        "another amount than acknowledged",
                        place,
                        call.toString(),
                        "fen=" + amountFen + ", acknowledged=" + promise.amountFen);
            }
        }
    }

    private record Caller(Op op, long userId) {}

    /** What names a call and its repeats: an order number, or an idempotency key. */
    private record Call(Op op, long userId, String identity) {

        @Override
        public String toString() {
            return op + " of user " + userId + ", " + identity;
        }
    }

    /** What a caller may rely on. */
    private static final class Promise {
        private boolean acknowledged;
        private boolean unknown;
        private boolean kept;
        private @Nullable Long amountFen;

        /** When the first call that was acknowledged had ended. */
        private @Nullable Instant firstAt;

        /** WRAP: after healing, a repeat may be told of another packet than the first call. */
        private List<String> packets = List.of();

        private List<String> found = List.of();

        private void acknowledged(String packet) {
            if (!packets.contains(packet)) {
                packets = Stream.concat(packets.stream(), Stream.of(packet)).toList();
            }
        }

        /** A packet of the same wrap that nobody was told of keeps no promise, and breaks none. */
        private boolean keptBy(String packet) {
            if (packets.isEmpty()) {
                kept = true;
                return true;
            }
            boolean told = packets.contains(packet);
            if (told) {
                found = Stream.concat(found.stream(), Stream.of(packet)).toList();
            }
            return told;
        }

        private List<String> missing() {
            if (packets.isEmpty()) {
                return acknowledged && !kept ? List.of("") : List.of();
            }
            return packets.stream()
                    .filter(packet -> !found.contains(packet))
                    .map(packet -> packet + ": ")
                    .toList();
        }

        private boolean unknownOnly() {
            return unknown && !acknowledged;
        }
    }
}
