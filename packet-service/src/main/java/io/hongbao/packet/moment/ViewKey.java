package io.hongbao.packet.moment;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;

/** What a view is known by: a viewer has one of each moment. */
public record ViewKey(OrderNumber moment, UserId viewer) {}
