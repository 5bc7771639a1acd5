package io.hongbao.pay.parked;

import io.hongbao.contracts.call.PaymentsToPark;
import io.hongbao.contracts.event.EventStream;
import io.hongbao.contracts.event.PacketPaidV1;
import io.hongbao.contracts.event.SignedEvent;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.events.consume.EventReader;
import io.hongbao.events.consume.ReadResult;
import io.hongbao.lanes.fault.LaneFault;
import io.hongbao.pay.operation.Operations;
import io.hongbao.pay.shard.WalletShardHandle;
import io.hongbao.pay.shard.WalletShards;
import io.hongbao.serving.key.EventKeys;
import io.hongbao.serving.problem.ProblemException;
import io.hongbao.serving.ticket.RequiresTicket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST} {@link PaymentsToPark#PATH}: only what this service signed is parked. */
@RestController
final class ParkController {

    private static final Logger log = LoggerFactory.getLogger(ParkController.class);

    private final WalletShards shards;
    private final Operations operations;
    private final EventReader<PacketPaidV1> payments;

    ParkController(WalletShards shards, Operations operations, EventKeys keys) {
        this.shards = shards;
        this.operations = operations;
        payments =
                new EventReader<PacketPaidV1>(
                                Topics.GROUP_ACTIVATIONS, keys.of(EventStream.PAYMENTS))
                        .with(PacketPaidV1.class, paid -> paid);
    }

    @RequiresTicket(Operation.PARK_PAYMENTS)
    @PostMapping(PaymentsToPark.PATH)
    ResponseEntity<PaymentsToPark.Parked> park(@RequestBody PaymentsToPark toPark) {
        return operations.serve(
                "park_payments",
                () -> ResponseEntity.ok(new PaymentsToPark.Parked(parked(toPark))));
    }

    private List<String> parked(PaymentsToPark toPark) {
        int count = toPark.events().size();
        if (count < 1 || count > PaymentsToPark.EVENTS_MAX) {
            throw ProblemException.field(
                    "events", "must be 1 to " + PaymentsToPark.EVENTS_MAX + ": events=" + count);
        }
        var parked = new ArrayList<String>();
        toPark.events().stream()
                .map(this::payment)
                .collect(Collectors.groupingBy(paid -> shards.of(new UserId(paid.payerId()))))
                .forEach((shard, ofShard) -> parked.addAll(park(shard, ofShard)));
        return parked;
    }

    private static List<String> park(WalletShardHandle shard, List<PacketPaidV1> payments) {
        try {
            return shard.decide(new ParkPayments(payments));
        } catch (LaneFault fault) {
            log.warn("cannot park: wallet={} fault={}", shard.id(), fault.toString());
            return List.of();
        }
    }

    private PacketPaidV1 payment(SignedEvent event) {
        return switch (payments.read(event)) {
            case ReadResult.Event(var paid) -> paid;
            case ReadResult.Unusable<?> _, ReadResult.NotForGroup<?> _ ->
                    throw ProblemException.of(
                            ProblemCode.UNAUTHENTICATED, "must be payments that we signed");
        };
    }
}
