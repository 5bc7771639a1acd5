package io.hongbao.serving.ready;

import io.hongbao.serving.overload.Admission;
import io.hongbao.serving.overload.OverloadConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Tells callers whether to call. Only where calls come from the suite's own processes: users of the
 * gateway have a load balancer, which watches the management port.
 */
@AutoConfiguration(after = OverloadConfig.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "hongbao.serving.tickets", matchIfMissing = true)
@EnableConfigurationProperties(ReadySettings.class)
public class ReadyConfig {

    @Bean
    FilterRegistrationBean<ReadyFilter> readyFilter(
            ApplicationAvailability availability,
            Admission admission,
            ObjectProvider<ReadyHeader> headers) {
        var registration =
                new FilterRegistrationBean<>(
                        new ReadyFilter(
                                () ->
                                        availability.getReadinessState()
                                                == ReadinessState.ACCEPTING_TRAFFIC,
                                admission,
                                headers.orderedStream().toList()));
        // In front of the check of tickets.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    LeaveWait leaveWait(ReadySettings settings) {
        return new LeaveWait(settings.leaveWait());
    }
}
