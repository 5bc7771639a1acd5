package io.hongbao.calls.serve;

import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.serving.overload.Admission;
import io.hongbao.serving.problem.ProblemWriter;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** For services whose callers come with tickets. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "hongbao.serving.tickets", matchIfMissing = true)
public class ServeConfig {

    @Bean
    ServeCombined serveCombined(
            Tickets tickets,
            Clock clock,
            ProblemWriter problems,
            JsonMapper json,
            Admission admission) {
        return new ServeCombined(tickets, clock, problems, json, admission);
    }
}
