package io.hongbao.calls.combine;

import io.hongbao.calls.send.Candidates;
import io.hongbao.calls.send.InstanceClient;
import io.hongbao.contracts.ticket.Tickets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every lane needs, the same for all.
 *
 * @param tickets signs the ticket of a combined call as a whole
 * @param json writes calls; leaves out what they do not say
 * @param nanoTime as {@link System#nanoTime}: a clock that is set back must not prolong a wait
 * @param loops an event loop for one more lane
 */
record CombineContext(
        InstanceClient client,
        Candidates candidates,
        Tickets tickets,
        JsonMapper json,
        CombineSettings settings,
        InstantSource clock,
        LongSupplier nanoTime,
        Supplier<ScheduledExecutorService> loops,
        MeterRegistry registry) {}
