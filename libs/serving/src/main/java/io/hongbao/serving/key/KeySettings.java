package io.hongbao.serving.key;

import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.ticket.Hop;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secrets of the suite. A service names only those it needs.
 *
 * @param tickets sign tickets, by who makes and who takes them
 * @param payTickets signs pay tickets
 * @param event signs what goes to Kafka; may not end while topics and dead letters are kept
 * @param link makes packet links unguessable, by the day from which each key holds
 * @param seed decides amounts, by the day from which each key holds
 */
@ConfigurationProperties("hongbao.keys")
public record KeySettings(
        @DefaultValue Map<Hop, Ring> tickets,
        @Nullable Ring payTickets,
        @Nullable Ring event,
        @Nullable Map<String, String> link,
        @Nullable Map<String, String> seed) {

    /**
     * Keys by id.
     *
     * @param active the id of the key that signs; all verify
     */
    public record Ring(String active, Map<String, String> keys) {

        KeyRing keyRing(String name) {
            var secrets = new LinkedHashMap<String, SecretKey>();
            keys.forEach((id, text) -> secrets.put(id, secretKey(name + ".keys." + id, text)));
            return new KeyRing(active, secrets);
        }
    }

    /** The rings that are set. */
    public Map<Hop, KeyRing> ticketRings() {
        var rings = new EnumMap<Hop, KeyRing>(Hop.class);
        tickets.forEach(
                (hop, ring) -> rings.put(hop, ring.keyRing("tickets." + hop.settingName())));
        return rings;
    }

    /** Throws, with its name, for what is no key. */
    static SecretKey secretKey(String name, String text) {
        try {
            return SecretKey.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ": hongbao.keys." + name, e);
        }
    }
}
