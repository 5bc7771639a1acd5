package io.hongbao.pay.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.money.Money;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.ledger.record.RecordCursor;
import io.hongbao.ledger.record.RecordPage;
import io.hongbao.ledger.record.Records;
import io.hongbao.ledger.record.UserRecord;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.operation.Caller;
import io.hongbao.pay.operation.Operations;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.ticket.RequiresTicket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/me/packets}: what the user sent or received, newest first. */
@RestController
final class RecordController {

    private final WalletShards shards;
    private final PacketLinks links;
    private final Operations operations;
    private final Records records = new Records();
    private final LedgerReads reads = new LedgerReads();

    RecordController(WalletShards shards, PacketLinks links, Operations operations) {
        this.shards = shards;
        this.links = links;
        this.operations = operations;
    }

    /**
     * One line.
     *
     * @param senderId of what was received
     * @param shares of what was sent
     * @param refundedFen of what was sent, once a part of it came back
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
                    RecordQuery query = RecordQuery.of(direction, cursor, limit);
                    return ResponseEntity.ok(
                            shards.of(user).read(session -> answer(session, user, query)));
                });
    }

    private RecordAnswer answer(Connection session, UserId user, RecordQuery query)
            throws SQLException {
        RecordPage page =
                records.page(session, user, query.direction(), query.after(), query.limit());
        Map<OrderNumber, Money> refunds =
                switch (query.direction()) {
                    case SENT ->
                            reads.refunds(
                                    session,
                                    page.records().stream().map(UserRecord::packet).toList());
                    case RECEIVED -> Map.of();
                };
        return new RecordAnswer(
                page.records().stream()
                        .map(line -> item(line, refunds.get(line.packet())))
                        .toList(),
                page.next().map(RecordCursor::text).orElse(null));
    }

    private Item item(UserRecord line, @Nullable Money refund) {
        return new Item(
                links.linkTo(line.packet()),
                line.kind().name(),
                line.amount().fen(),
                line.at(),
                line.greeting(),
                line.sender(),
                line.shares(),
                refund == null ? null : refund.fen());
    }
}
