package io.hongbao.packet.grab;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.packet.call.BatchItems;
import io.hongbao.packet.call.CallLimits;
import io.hongbao.packet.call.MeasureCalls;
import io.hongbao.packet.set.SetRouter;
import io.hongbao.serving.ticket.RequiresTicket;
import java.time.Clock;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Grabs of many users in one call. Reads only. */
@RestController
class GrabController {

    private final GrabPackets grabPackets;

    GrabController(
            SetRouter sets, Tickets tickets, CallLimits limits, Clock clock, MeasureCalls timed) {
        grabPackets = new GrabPackets(sets, new BatchItems(tickets, limits, clock), timed);
    }

    @PostMapping(CombinedCalls.GRABS_PATH)
    @RequiresTicket(Operation.BATCH)
    GrabAnswers grab(@RequestBody CombinedCalls call) {
        return grabPackets.grab(call);
    }
}
