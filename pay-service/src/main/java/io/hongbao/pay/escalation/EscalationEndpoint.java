package io.hongbao.pay.escalation;

import io.hongbao.ledger.card.CardDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** For the person who has spoken with the bank: what waits, and having it asked again. */
@Component
@Endpoint(id = "escalated")
final class EscalationEndpoint {

    private final EscalatedDocuments documents;

    EscalationEndpoint(EscalatedDocuments documents) {
        this.documents = documents;
    }

    private record View(
            String number,
            String bank,
            String state,
            long amountFen,
            Instant createdAt,
            @Nullable Instant escalatedAt) {

        static View of(CardDocument document) {
            return new View(
                    document.number(),
                    document.card().channel(),
                    document.state().name(),
                    document.amount().fen(),
                    document.createdAt(),
                    document.escalatedAt());
        }
    }

    /** The oldest of each shard. */
    @ReadOperation
    Map<String, List<?>> list() {
        return Map.of("documents", documents.list().stream().map(View::of).toList());
    }

    /** They are given to a person again when the bank still does not answer clearly. */
    @WriteOperation
    Map<String, Integer> resume() {
        return Map.of("resumed", documents.resume());
    }
}
