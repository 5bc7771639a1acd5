package io.hongbao.calls.combine;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hongbao.calls.send.Candidates;
import io.hongbao.calls.send.InstanceClient;
import io.hongbao.contracts.ticket.Tickets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.Function;
import reactor.netty.http.HttpResources;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes {@link CombineCalls} of the kinds that a process needs. */
public final class CombineFactory {

    private final CombineContext context;

    CombineFactory(
            InstanceClient client,
            Candidates candidates,
            Tickets tickets,
            CombineSettings settings,
            InstantSource clock,
            MeterRegistry registry) {
        // Not the strict one: a newer service may say more than we know.
        JsonMapper json =
                JsonMapper.builder()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .changeDefaultPropertyInclusion(
                                each -> each.withValueInclusion(JsonInclude.Include.NON_NULL))
                        .build();
        context =
                new CombineContext(
                        client,
                        candidates,
                        tickets,
                        json,
                        settings,
                        clock,
                        System::nanoTime,
                        () -> HttpResources.get().onClient(true).next(),
                        registry);
    }

    public <A> CombineCalls<A> calls(Function<JsonMapper, CombineKind<A>> kind) {
        return new CombineCalls<>(kind.apply(context.json()), context);
    }
}
