package io.hongbao.packet.open;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.OpenAnswers;
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

/** Opens of many users in one call. A repeat by the same user is answered with the first amount. */
@RestController
class OpenController {

    private final OpenShares openShares;

    OpenController(
            SetRouter sets, Tickets tickets, CallLimits limits, Clock clock, MeasureCalls timed) {
        openShares = new OpenShares(sets, new BatchItems(tickets, limits, clock), timed);
    }

    @PostMapping(CombinedCalls.OPENS_PATH)
    @RequiresTicket(Operation.BATCH)
    OpenAnswers open(@RequestBody CombinedCalls call) {
        return openShares.open(call);
    }
}
