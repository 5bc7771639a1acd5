package io.hongbao.serving.key;

import io.hongbao.contracts.event.EventStream;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.ticket.Hop;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashMap;
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
 * @param events sign what goes to Kafka, by stream; may not end while topics and dead letters are
 *     kept
 * @param card hashes tokens of cards; may not end while a payment or top-up may be repeated
 * @param content makes the keys that sign who may see what of moments' content
 * @param link makes packet links unguessable, by the day from which each key holds
 * @param seed decides amounts, by the day from which each key holds
 */
@ConfigurationProperties("hongbao.keys")
public record KeySettings(
        @DefaultValue Map<Hop, Ring> tickets,
        @Nullable Ring payTickets,
        @DefaultValue Map<EventStream, Ring> events,
        @Nullable Ring card,
        @Nullable Ring content,
        @Nullable Map<String, String> link,
        @Nullable Map<String, String> seed) {

    /** Throws when one key is in two rings: what one signs, the other would take for its own. */
    public KeySettings {
        var names = new HashMap<ByteBuffer, String>();
        tickets.forEach((hop, ring) -> checkApart(ticketRing(hop) + ".keys.", ring.keys(), names));
        checkApart("pay-tickets.keys.", payTickets == null ? Map.of() : payTickets.keys(), names);
        events.forEach(
                (stream, ring) -> checkApart(eventRing(stream) + ".keys.", ring.keys(), names));
        checkApart("card.keys.", card == null ? Map.of() : card.keys(), names);
        checkApart("content.keys.", content == null ? Map.of() : content.keys(), names);
        checkApart("link.", link == null ? Map.of() : link, names);
        checkApart("seed.", seed == null ? Map.of() : seed, names);
    }

    private static void checkApart(
            String ring, Map<String, String> keys, Map<ByteBuffer, String> names) {
        keys.forEach((id, text) -> {
            var key = ByteBuffer.wrap(secretKey(ring + id, text).mac(""));
            String other = names.putIfAbsent(key, ring + id);
            if (other != null && !other.startsWith(ring)) {
                throw new IllegalArgumentException(
                        "must be different keys: hongbao.keys."
                                + other
                                + ", hongbao.keys."
                                + ring
                                + id);
            }
        });
    }

    /**
     * Keys by id.
     *
     * @param active the id of the key that signs; all verify
     */
    public record Ring(String active, @DefaultValue Map<String, String> keys) {

        KeyRing keyRing(String name) {
            return new KeyRing(active, secrets(name));
        }

        Map<String, SecretKey> secrets(String name) {
            var secrets = new LinkedHashMap<String, SecretKey>();
            keys.forEach((id, text) -> secrets.put(id, secretKey(name + ".keys." + id, text)));
            return secrets;
        }
    }

    /** The rings that are set. */
    public Map<Hop, KeyRing> ticketRings() {
        var rings = new EnumMap<Hop, KeyRing>(Hop.class);
        tickets.forEach((hop, ring) -> rings.put(hop, ring.keyRing(ticketRing(hop))));
        return rings;
    }

    private static String ticketRing(Hop hop) {
        return "tickets." + hop.settingName();
    }

    static String eventRing(EventStream stream) {
        return "events." + stream.settingName();
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
