package io.hongbao.pay.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hongbao.contracts.call.PacketSummary;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.ledger.record.RecordCursor;
import io.hongbao.ledger.record.RecordDirection;
import io.hongbao.ledger.record.RecordPage;
import io.hongbao.ledger.record.Records;
import io.hongbao.ledger.record.UserRecord;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.operation.Caller;
import io.hongbao.pay.operation.Operations;
import io.hongbao.pay.packet.PacketService;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.ticket.RequiresTicket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/me/packets}: what the user sent or received, newest first. */
@RestController
final class RecordController {

    private final WalletShards shards;
    private final PacketService packets;
    private final PacketLinks links;
    private final Operations operations;
    private final Records records = new Records();
    private final LedgerReads reads = new LedgerReads();

    RecordController(
            WalletShards shards, PacketService packets, PacketLinks links, Operations operations) {
        this.shards = shards;
        this.packets = packets;
        this.links = links;
        this.operations = operations;
    }

    /**
     * One line.
     *
     * @param senderId of what was received
     * @param shares of what was sent, as what follows
     * @param state how the packet stands; null while its SET does not answer
     * @param openedFen of its shares together; null as the state
     * @param openedShares how many; null as the state, and of an archived packet
     * @param refundedFen once a part of it came back
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String packetId,
            String kind,
            long amountFen,
            Instant at,
            String greeting,
            @Nullable UserId senderId,
            @Nullable Integer shares,
            @Nullable String state,
            @Nullable Long openedFen,
            @Nullable Integer openedShares,
            @Nullable Long refundedFen) {}

    /**
     * A page.
     *
     * @param nextCursor null when nothing follows
     */
    record RecordAnswer(List<Item> items, @Nullable String nextCursor) {}

    @RequiresTicket(Operation.LIST_PACKETS)
    @GetMapping("/v1/me/packets")
    ResponseEntity<RecordAnswer> list(
            Ticket ticket,
            @RequestParam(required = false) @Nullable String direction,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        return operations.serve(
                "list_packets",
                () -> {
                    UserId user = Caller.userOf(ticket);
                    RecordQuery query = RecordQuery.ofPackets(direction, cursor, limit);
                    RecordPage page =
                            shards.of(user).read(session -> query.page(records, session, user));
                    List<Item> items =
                            query.direction() == RecordDirection.SENT
                                    ? sent(user, page.records())
                                    : page.records().stream().map(this::received).toList();
                    return ResponseEntity.ok(
                            new RecordAnswer(
                                    items, page.next().map(RecordCursor::text).orElse(null)));
                });
    }

    /** Asks the SETs first: what came back is in the wallet before a packet is archived. */
    private List<Item> sent(UserId user, List<UserRecord> lines) {
        List<OrderNumber> numbers = lines.stream().map(UserRecord::packet).toList();
        Map<OrderNumber, Optional<PacketSummary>> summaries = packets.summaries(numbers, user);
        Map<OrderNumber, Money> refunds =
                shards.of(user).read(session -> reads.refunds(session, numbers));
        return lines.stream()
                .map(line -> {
                    Optional<Money> refund = Optional.ofNullable(refunds.get(line.packet()));
                    Optional<SentState> state =
                            Optional.ofNullable(summaries.get(line.packet()))
                                    .map(answer -> SentState.of(answer, line, refund));
                    return item(line, state.orElse(null), refund.orElse(null));
                })
                .toList();
    }

    private Item received(UserRecord line) {
        return item(line, null, null);
    }

    private Item item(UserRecord line, @Nullable SentState state, @Nullable Money refund) {
        return new Item(
                links.linkTo(line.packet()),
                line.kind().name(),
                line.amount().fen(),
                line.at(),
                line.greeting(),
                line.sender(),
                line.shares(),
                state == null ? null : state.state(),
                state == null ? null : state.openedFen(),
                state == null ? null : state.openedShares(),
                refund == null ? null : refund.fen());
    }
}
