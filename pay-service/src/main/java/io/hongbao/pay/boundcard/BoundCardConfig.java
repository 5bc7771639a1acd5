package io.hongbao.pay.boundcard;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BoundCardConfig {

    /** A card in a path may have a slash, which Tomcat refuses unless told otherwise. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> takeEncodedSlashes() {
        return factory ->
                factory.addConnectorCustomizers(connector ->
                        connector.setEncodedSolidusHandling(
                                EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }
}
