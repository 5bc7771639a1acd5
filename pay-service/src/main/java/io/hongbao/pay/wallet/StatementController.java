package io.hongbao.pay.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.ledger.account.TransferKind;
import io.hongbao.ledger.statement.Statement;
import io.hongbao.ledger.statement.StatementCursor;
import io.hongbao.ledger.statement.StatementLine;
import io.hongbao.pay.operation.Caller;
import io.hongbao.pay.operation.Operations;
import io.hongbao.pay.operation.PageLimit;
import io.hongbao.pay.packet.PayMethod;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.ticket.RequiresTicket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/me/wallet/transfers}: what moved the user's money, newest first. */
@RestController
final class StatementController {

    private final WalletShards shards;
    private final PacketLinks links;
    private final Operations operations;
    private final Statement statement = new Statement();

    StatementController(WalletShards shards, PacketLinks links, Operations operations) {
        this.shards = shards;
        this.links = links;
        this.operations = operations;
    }

    /** Seen from the user. */
    enum Direction {
        IN,
        OUT
    }

    /**
     * One transfer.
     *
     * @param method of a payment
     * @param packetId of all but a top-up
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            TransferKind kind,
            Direction direction,
            long amountFen,
            Instant at,
            @Nullable PayMethod method,
            @Nullable String packetId) {}

    /**
     * A page.
     *
     * @param nextCursor null when nothing follows
     */
    record StatementAnswer(List<Item> items, @Nullable String nextCursor) {}

    @RequiresTicket(Operation.LIST_TRANSFERS)
    @GetMapping("/v1/me/wallet/transfers")
    ResponseEntity<StatementAnswer> list(
            Ticket ticket,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        return operations.serve(
                "list_transfers",
                () -> {
                    UserId user = Caller.userOf(ticket);
                    Optional<StatementCursor> after = parsed(cursor);
                    int lines = PageLimit.of(limit, Statement.PAGE_MAX);
                    return ResponseEntity.ok(
                            answer(
                                    shards.of(user)
                                            .read(session ->
                                                    statement.page(session, user, after, lines))));
                });
    }

    private static Optional<StatementCursor> parsed(@Nullable String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        return Optional.of(
                StatementCursor.parse(cursor)
                        .orElseThrow(() ->
                                ProblemException.field(
                                        "cursor", "must be the nextCursor of a page")));
    }

    private StatementAnswer answer(Statement.Page page) {
        return new StatementAnswer(
                page.lines().stream().map(this::item).toList(),
                page.next().map(StatementCursor::text).orElse(null));
    }

    private Item item(StatementLine line) {
        boolean pays = line.id().kind() == TransferKind.PACKET_PAY;
        PayMethod method = line.fromBank() ? PayMethod.BANK : PayMethod.CHANGE;
        return new Item(
                line.id().kind(),
                pays ? Direction.OUT : Direction.IN,
                line.amount().fen(),
                line.at(),
                pays ? method : null,
                line.packet().map(links::linkTo).orElse(null));
    }
}
