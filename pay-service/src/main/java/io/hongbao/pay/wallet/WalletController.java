package io.hongbao.pay.wallet;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.ledger.wallet.LedgerReads;
import io.hongbao.pay.operation.Caller;
import io.hongbao.pay.operation.Operations;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.ticket.RequiresTicket;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/me/wallet} and {@code /v1/me/wallet/change}: what the user has. */
@RestController
final class WalletController {

    private final WalletShards shards;
    private final Operations operations;
    private final Clock clock;
    private final LedgerReads reads = new LedgerReads();

    WalletController(WalletShards shards, Operations operations, Clock clock) {
        this.shards = shards;
        this.operations = operations;
        this.clock = clock;
    }

    /** What was committed at {@code asOf} is in it; credits of opened shares may follow. */
    record WalletAnswer(long changeFen, Instant asOf) {}

    @RequiresTicket(Operation.VIEW_WALLET)
    @GetMapping("/v1/me/wallet")
    ResponseEntity<WalletAnswer> wallet(Ticket ticket) {
        return operations.serve(
                "view_wallet",
                () -> {
                    WalletAnswer wallet = balanceOf(Caller.userOf(ticket));
                    // While the amount is the same it is the same answer, whatever its instant.
                    return ResponseEntity.ok().eTag("W/\"" + wallet.changeFen() + '"').body(wallet);
                });
    }

    @RequiresTicket(Operation.VIEW_BALANCE)
    @GetMapping("/v1/me/wallet/change")
    ResponseEntity<WalletAnswer> balance(Ticket ticket) {
        return operations.serve(
                "view_balance", () -> ResponseEntity.ok(balanceOf(Caller.userOf(ticket))));
    }

    private WalletAnswer balanceOf(UserId user) {
        // Before the read: everything that was committed by then is in its answer.
        Instant asOf = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long fen = shards.of(user).read(session -> reads.balance(session, user)).fen();
        return new WalletAnswer(fen, asOf);
    }
}
