package io.hongbao.packet.grab;

import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.packet.call.ServeItems;
import io.hongbao.serving.ticket.RequiresTicket;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Grabs of many users in one call. Reads only. */
@RestController
class GrabController {

    private final ServeItems serveItems;

    GrabController(ServeItems serveItems) {
        this.serveItems = serveItems;
    }

    @PostMapping(CombinedCalls.GRABS_PATH)
    @RequiresTicket(Operation.BATCH)
    GrabAnswers grab(@RequestBody CombinedCalls calls) {
        return new GrabAnswers(serveItems.serve(calls, Operation.GRAB, new GrabPackets()));
    }
}
