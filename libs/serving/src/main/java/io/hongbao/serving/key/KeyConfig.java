package io.hongbao.serving.key;

import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.PayTickets;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Tickets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Makes signers of the keys; one that a service asks for and has no keys for stops its start. */
@AutoConfiguration
@EnableConfigurationProperties(KeySettings.class)
public class KeyConfig {

    @Bean
    @Lazy
    Tickets tickets(KeySettings settings, @Value("${spring.application.name}") String name) {
        ServiceName self = ServiceName.named(name);
        Map<Hop, KeyRing> rings = settings.ticketRings();
        for (Hop hop : Hop.values()) {
            if ((hop.issuer() == self || hop.audience() == self) && !rings.containsKey(hop)) {
                throw new IllegalArgumentException(
                        "must be set: hongbao.keys.tickets." + hop.settingName());
            }
        }
        return new Tickets(self, rings);
    }

    @Bean
    @Lazy
    PayTickets payTickets(KeySettings settings) {
        return new PayTickets(ring("pay-tickets", settings.payTickets()));
    }

    @Bean
    @Lazy
    EventKeys eventKeys(KeySettings settings) {
        return new EventKeys(settings);
    }

    @Bean
    @Lazy
    CardHashes cardHashes(KeySettings settings) {
        return new CardHashes(ring("card", settings.card()));
    }

    @Bean
    @Lazy
    ContentSecrets contentSecrets(KeySettings settings) {
        KeySettings.Ring ring = required("content", settings.content());
        return new ContentSecrets(ring.active(), ring.secrets("content"));
    }

    @Bean
    @Lazy
    PacketLinks packetLinks(KeySettings settings) {
        return new PacketLinks(byDay("link", settings.link()));
    }

    @Bean
    @Lazy
    SeedKeys seedKeys(KeySettings settings) {
        return new SeedKeys(byDay("seed", settings.seed()));
    }

    static KeyRing ring(String name, KeySettings.@Nullable Ring ring) {
        return required(name, ring).keyRing(name);
    }

    private static KeySettings.Ring required(String name, KeySettings.@Nullable Ring ring) {
        if (ring == null) {
            throw new IllegalArgumentException("must be set: hongbao.keys." + name);
        }
        return ring;
    }

    private static DayKeys byDay(String name, @Nullable Map<String, String> secrets) {
        if (secrets == null) {
            throw new IllegalArgumentException("must be set: hongbao.keys." + name);
        }
        var keys = new LinkedHashMap<LocalDate, SecretKey>();
        secrets.forEach((day, text) ->
                keys.put(day(name, day), KeySettings.secretKey(name + "." + day, text)));
        return new DayKeys(keys);
    }

    private static LocalDate day(String name, String text) {
        try {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "must be a day yyyyMMdd: hongbao.keys." + name + "." + text, e);
        }
    }
}
