package io.hongbao.serving.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Makes every error of the service a problem. */
@AutoConfiguration
@ConditionalOnWebApplication
public class ProblemConfig {

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    /** Apart, because the advice is of no use without Spring MVC, and cannot be loaded. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class OfControllers {

        @Bean
        @ConditionalOnMissingBean
        ProblemAdvice problemAdvice(ProblemWriter writer) {
            return new ProblemAdvice(writer);
        }
    }
}
