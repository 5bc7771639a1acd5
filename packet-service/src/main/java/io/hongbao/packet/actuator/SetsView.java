package io.hongbao.packet.actuator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The SETs as this instance has them. */
public record SetsView(CatalogueView catalogue, List<SetView> sets) {

    /**
     * The catalogue that counts.
     *
     * @param changedAt since when it counts, in this process
     * @param refusal why the file is not what counts; absent when it is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CatalogueView(Instant changedAt, @Nullable RefusalView refusal) {}

    /** Why what is in the file does not count. */
    public record RefusalView(String reason, Instant since) {}

    /**
     * When calls of a SET were refused.
     *
     * @param until absent while they are
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OutageView(Instant since, @Nullable Instant until, String because) {}

    /**
     * One SET of the catalogue.
     *
     * @param url without what follows the question mark
     * @param weight its part of new packets, by the catalogue
     * @param weightNow its part of new packets now: 0 while it is out, rising once it is back
     * @param breaker whether calls reach it: CLOSED, HALF_OPEN or OPEN; absent while it is not
     *     connected
     * @param outage the last time that it was out; absent when it never was
     * @param since since when the state is what it is
     * @param notOpenBecause why the last try to connect it failed
     * @param connections of this instance, now
     * @param orders packets made by this instance
     * @param failures of this instance's lanes, by kind
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SetView(
            String id,
            String city,
            String zone,
            String url,
            int weight,
            double weightNow,
            String state,
            Instant since,
            @Nullable String notOpenBecause,
            @Nullable String breaker,
            @Nullable OutageView outage,
            int connections,
            long orders,
            Map<String, Long> failures) {}
}
