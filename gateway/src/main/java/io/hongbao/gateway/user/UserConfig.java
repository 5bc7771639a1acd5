package io.hongbao.gateway.user;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JwtSettings.class)
class UserConfig {

    @Bean
    Users users(JwtSettings settings, InstantSource clock, MeterRegistry registry) {
        return new Users(
                new VerifyToken(settings, clock, System::nanoTime),
                clock,
                settings.rememberedMax(),
                registry);
    }

    @Bean
    @Profile("local")
    MintToken mintToken(JwtSettings settings, InstantSource clock) {
        return new MintToken(settings, clock);
    }
}
