package io.hongbao.packet.moment;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.state.WrapKey;
import java.time.Instant;
import java.util.Map;

/**
 * What one batch is decided on; what is missing is not there.
 *
 * @param moments by number
 * @param posted by key
 * @param views of the batch's viewers
 * @param now the SET's time
 */
public record MomentFacts(
        Map<OrderNumber, Moment> moments,
        Map<WrapKey, Moment> posted,
        Map<ViewKey, MomentView> views,
        Instant now) {}
