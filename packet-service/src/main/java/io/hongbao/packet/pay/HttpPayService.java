package io.hongbao.packet.pay;

import io.hongbao.calls.route.CallTimes;
import io.hongbao.calls.send.CallResult.Response;
import io.hongbao.contracts.call.PaidSets;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.serving.problem.ProblemException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Over HTTP. */
final class HttpPayService implements PayService {

    /** Asked once for a SET that is new, in the background. */
    private static final CallTimes TIMES =
            new CallTimes(Duration.ofSeconds(3), Duration.ofMillis(1_500));

    private final CallPayService payService;
    private final JsonMapper json;

    HttpPayService(CallPayService payService, JsonMapper json) {
        this.payService = payService;
        this.json = json;
    }

    @Override
    public Set<SetId> paidSets() {
        Response answer;
        try {
            answer = payService.get(Operation.LIST_PAID_SETS, PaidSets.PATH, TIMES).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof ProblemException problem) {
                throw new PayServiceSilent(problem.body().code().code());
            }
            throw failure;
        } catch (ProblemException problem) {
            throw new PayServiceSilent(problem.body().code().code());
        }
        if (answer.status() != 200) {
            throw new PayServiceSilent("status=" + answer.status());
        }
        return read(answer).sets().stream().map(SetId::parse).collect(Collectors.toSet());
    }

    private PaidSets read(Response answer) {
        try {
            return json.readValue(answer.body(), PaidSets.class);
        } catch (JacksonException malformed) {
            throw new IllegalStateException("pay service breaks its contract", malformed);
        }
    }
}
