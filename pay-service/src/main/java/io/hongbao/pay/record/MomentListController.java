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

/** {@code GET /v1/me/moments}: what the user posted, has seen or earned, newest first. */
@RestController
final class MomentListController {

    private final WalletShards shards;
    private final PacketLinks links;
    private final Operations operations;
    private final Records records = new Records();

    MomentListController(WalletShards shards, PacketLinks links, Operations operations) {
        this.shards = shards;
        this.links = links;
        this.operations = operations;
    }

    /**
     * One line.
     *
     * @param momentId of what was posted or seen
     * @param packetId of what was earned: how statement and notifications name the same money
     * @param posterId of what was seen
     * @param viewerId of what was earned
     * @param amountFen of what was seen, 0 when it was free, or earned
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MomentItem(
            @Nullable String momentId,
            @Nullable String packetId,
            Instant at,
            String text,
            @Nullable UserId posterId,
            @Nullable UserId viewerId,
            @Nullable Long amountFen) {}

    /**
     * A page.
     *
     * @param nextCursor null when nothing follows
     */
    record MomentList(List<MomentItem> items, @Nullable String nextCursor) {}

    @RequiresTicket(Operation.LIST_MOMENTS)
    @GetMapping("/v1/me/moments")
    ResponseEntity<MomentList> list(
            Ticket ticket,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        return operations.serve(
                "list_moments",
                () -> {
                    UserId user = Caller.userOf(ticket);
                    RecordQuery query = RecordQuery.ofMoments(role, cursor, limit);
                    RecordPage page =
                            shards.of(user).read(session -> query.page(records, session, user));
                    return ResponseEntity.ok(
                            new MomentList(
                                    page.records().stream().map(this::item).toList(),
                                    page.next().map(RecordCursor::text).orElse(null)));
                });
    }

    private MomentItem item(UserRecord line) {
        String link = links.linkTo(line.packet());
        UserId other = line.sender();
        long fen = line.amount().fen();
        return switch (line.direction()) {
            case POSTED -> new MomentItem(link, null, line.at(), line.greeting(), null, null, null);
            case SEEN -> new MomentItem(link, null, line.at(), line.greeting(), other, null, fen);
            case EARNED -> new MomentItem(null, link, line.at(), line.greeting(), null, other, fen);
            case SENT, RECEIVED ->
                    throw new IllegalStateException("must be of moments: " + line.direction());
        };
    }
}
