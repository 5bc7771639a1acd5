package io.hongbao.pay.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.ledger.record.RecordCursor;
import io.hongbao.ledger.record.RecordPage;
import io.hongbao.ledger.record.Records;
import io.hongbao.ledger.record.UserRecord;
import io.hongbao.pay.operation.Caller;
import io.hongbao.pay.operation.Operations;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.ticket.RequiresTicket;
import java.time.Instant;
import java.util.List;
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
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String packetId,
            String kind,
            long amountFen,
            Instant at,
            String greeting,
            @Nullable UserId senderId,
            @Nullable Integer shares) {}

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
                    return ResponseEntity.ok(answer(page(user, query)));
                });
    }

    private RecordPage page(UserId user, RecordQuery query) {
        return shards.of(user)
                .read(session ->
                        records.page(
                                session, user, query.direction(), query.after(), query.limit()));
    }

    private RecordAnswer answer(RecordPage page) {
        return new RecordAnswer(
                page.records().stream().map(this::item).toList(),
                page.next().map(RecordCursor::text).orElse(null));
    }

    private Item item(UserRecord line) {
        return new Item(
                links.linkTo(line.packet()),
                line.kind().name(),
                line.amount().fen(),
                line.at(),
                line.greeting(),
                line.sender(),
                line.shares());
    }
}
