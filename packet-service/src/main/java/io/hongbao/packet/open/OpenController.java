package io.hongbao.packet.open;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.packet.call.ServeItems;
import io.hongbao.serving.ticket.RequiresTicket;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opens of many users in one call. A repeat by the same user is answered with the first amount. */
@RestController
class OpenController {

    private final ServeItems serveItems;

    OpenController(ServeItems serveItems) {
        this.serveItems = serveItems;
    }

    @PostMapping(CombinedCalls.OPENS_PATH)
    @RequiresTicket(Operation.BATCH)
    OpenAnswers open(@RequestBody CombinedCalls calls) {
        return new OpenAnswers(serveItems.serve(calls, Operation.OPEN, new OpenShares()));
    }
}
