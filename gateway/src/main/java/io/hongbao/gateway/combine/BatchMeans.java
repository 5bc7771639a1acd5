package io.hongbao.gateway.combine;

import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.gateway.forward.CallInstance;
import io.hongbao.gateway.forward.CallMetrics;
import io.hongbao.gateway.forward.Instances;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.json.JsonMapper;

/** What every batch needs on its way, the same for all lanes. */
record BatchMeans(
        CallInstance callInstance,
        Instances instances,
        CallMetrics metrics,
        Tickets tickets,
        JsonMapper json,
        Duration answerMargin,
        LateAnswers late,
        InstantSource clock) {}
