package io.hongbao.serving.ticket;

import io.hongbao.contracts.call.Deadline;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.serving.overload.Admission;
import io.hongbao.serving.overload.OverloadConfig;
import io.hongbao.serving.problem.ProblemWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the checks of tickets and deadlines in front of the service's port. The management port has
 * none. Who authenticates users instead (the gateway) sets {@code hongbao.serving.tickets=false}.
 */
@AutoConfiguration(after = OverloadConfig.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "hongbao.serving.tickets", matchIfMissing = true)
public class CallConfig implements WebMvcConfigurer {

    /**
     * A call without a deadline, and one with a later one, gets {@code hongbao.serving.call-max}.
     */
    @Bean
    FilterRegistrationBean<CheckTicketAndDeadline> checkTicketAndDeadline(
            Tickets tickets,
            Clock clock,
            @Value("${hongbao.serving.call-max:30s}") Duration callMax,
            ProblemWriter problems,
            Admission admission) {
        var registration =
                new FilterRegistrationBean<>(
                        new CheckTicketAndDeadline(tickets, clock, callMax, problems, admission));
        // Only the question whether we are ready comes before.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new CheckHeaders()).order(Ordered.HIGHEST_PRECEDENCE);
        registry.addInterceptor(new CheckTicket());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallArgument(Ticket.class));
        resolvers.add(new CallArgument(Deadline.class));
    }
}
