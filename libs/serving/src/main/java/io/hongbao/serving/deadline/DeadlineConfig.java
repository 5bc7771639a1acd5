package io.hongbao.serving.deadline;

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
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** For services whose callers are processes of the suite; the gateway sets deadlines itself. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "hongbao.serving.tickets", matchIfMissing = true)
public class DeadlineConfig implements WebMvcConfigurer {

    /** After the ticket check: who has none is told nothing else. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

    /**
     * A call without a deadline, and one with a later one, gets {@code hongbao.serving.call-max}.
     */
    @Bean
    FilterRegistrationBean<DeadlineFilter> deadlineFilter(
            Clock clock,
            @Value("${hongbao.serving.call-max:30s}") Duration callMax,
            ProblemWriter problems) {
        var registration =
                new FilterRegistrationBean<>(new DeadlineFilter(clock, callMax, problems));
        registration.setOrder(ORDER);
        return registration;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new DeadlineArgument());
    }
}
