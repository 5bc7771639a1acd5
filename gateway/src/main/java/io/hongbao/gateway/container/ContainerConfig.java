package io.hongbao.gateway.container;

import io.hongbao.serving.problem.ProblemWriter;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ContainerConfig {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfContainer(
            ProblemWriter problems) {
        return factory -> factory.addContextCustomizers(context -> install(context, problems));
    }

    private static void install(Context context, ProblemWriter problems) {
        var host = (StandardHost) context.getParent();
        host.getPipeline().addValve(new ProblemValve(problems));
        // Else Tomcat adds its own, in front of ours.
        host.setErrorReportValveClass(ProblemValve.class.getName());
    }
}
