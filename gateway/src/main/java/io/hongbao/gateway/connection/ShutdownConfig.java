package io.hongbao.gateway.connection;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.web.server.reactive.ReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;

/** Of the port of users and of the management port, which has a context of its own. */
@ManagementContextConfiguration(proxyBeanMethods = false)
class ShutdownConfig {

    @Bean
    static BeanPostProcessor awaitShutdown() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof ReactiveWebServerFactory factory
                        ? (ReactiveWebServerFactory)
                                handler -> new AwaitShutdown(factory.getWebServer(handler))
                        : bean;
            }
        };
    }
}
