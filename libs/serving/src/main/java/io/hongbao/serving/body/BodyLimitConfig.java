package io.hongbao.serving.body;

import io.hongbao.serving.problem.ProblemWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;

/**
 * Limits bodies to {@code hongbao.serving.body-max}: 1 MB behind the gateway, where batches of many
 * users travel; the gateway itself sets 64 KB.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class BodyLimitConfig {

    /** After the ticket check, before all else. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
            @Value("${hongbao.serving.body-max:1MB}") DataSize max, ProblemWriter problems) {
        var registration =
                new FilterRegistrationBean<>(
                        new BodyLimitFilter(Math.toIntExact(max.toBytes()), problems));
        registration.setOrder(ORDER);
        return registration;
    }
}
