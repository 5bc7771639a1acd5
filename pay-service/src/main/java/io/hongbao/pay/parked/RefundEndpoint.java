package io.hongbao.pay.parked;

import io.hongbao.contracts.id.SetId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/** Gives payments of a lost SET back. */
@Component
@Endpoint(id = "refunds")
final class RefundEndpoint {

    private final RefundLost refund;

    RefundEndpoint(RefundLost refund) {
        this.refund = refund;
    }

    /** Only tells what it would do, unless {@code apply} is true; 409 when the SET is not lost. */
    @WriteOperation
    WebEndpointResponse<Object> refund(String set, @Nullable Boolean apply) {
        SetId id = SetId.parse(set);
        if (!refund.isLost(id)) {
            return new WebEndpointResponse<>(
                    Map.of("detail", "must be lost: true in sets.yaml: set=" + id), 409);
        }
        return new WebEndpointResponse<>(refund.refund(id, Boolean.TRUE.equals(apply)));
    }
}
