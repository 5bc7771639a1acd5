package io.hongbao.packet.moment;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.packet.moment.MomentView.ViewOrder;
import io.hongbao.packet.state.PacketState;

/** One change to be written. */
public sealed interface MomentChange {

    Moment moment();

    default OrderNumber number() {
        return moment().number();
    }

    record Posted(Moment moment) implements MomentChange {}

    /** A viewer's first question was decided: he sees it for free. */
    record SeenForFree(Moment moment, MomentView view) implements MomentChange {}

    /** A viewer's first question was decided: he has to pay this order. */
    record Decided(Moment moment, MomentView view, PacketState order) implements MomentChange {}

    /** The time to pay the order before was over. Only while the view is unpaid. */
    record OrderedAgain(Moment moment, ViewOrder before, MomentView view, PacketState order)
            implements MomentChange {}
}
