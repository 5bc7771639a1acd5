package io.hongbao.gateway.finished;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hongbao.contracts.id.OrderNumber;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers the details of packets that have ended and look the same to everybody, as many as there
 * is room for. They are told from their public members, which are there when docs/openapi.yaml says
 * so: no text within JSON can look like one, since its quotes are escaped.
 */
public final class EndedDetails {

    /** Revealed when a packet has ended, and only then. */
    private static final String SEED = "\"seed\":\"";

    /** Not there for who is not shown amounts, or while that is switched off. */
    private static final String OPENS = "\"opens\":[";

    /** Of packets that not everybody may see. */
    private static final String RECIPIENTS = "\"recipients\":[";

    /** What an entry takes of the heap beside its body. */
    private static final int ENTRY_BYTES = 200;

    private final Cache<OrderNumber, byte[]> details;

    EndedDetails(long bytesMax, MeterRegistry registry) {
        details =
                Caffeine.newBuilder()
                        .maximumWeight(bytesMax)
                        .weigher((OrderNumber _, byte[] body) -> ENTRY_BYTES + body.length)
                        // Looks after itself as it is used: to wake a thread for it costs more.
                        .executor(Runnable::run)
                        .recordStats()
                        .build();
        CaffeineCacheMetrics.monitor(registry, details, "ended_details", Set.of());
    }

    /** Whether these details never change any more. */
    public static boolean neverChange(byte[] body) {
        String text = text(body);
        return text.contains(SEED) && text.contains(OPENS);
    }

    /** Takes down details that never change; unless they are for some users only. */
    public void remember(OrderNumber packet, byte[] body) {
        if (!text(body).contains(RECIPIENTS)) {
            details.put(packet, body);
        }
    }

    /** What everybody is shown who has the link of this packet. */
    public Optional<byte[]> find(OrderNumber packet) {
        return Optional.ofNullable(details.getIfPresent(packet));
    }

    /** Byte by byte, which is enough to find ASCII. */
    private static String text(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1);
    }
}
