package io.hongbao.packet.momentapi;

import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.PayTicket;
import io.hongbao.contracts.ticket.PayTickets;
import io.hongbao.packet.content.SignContent;
import io.hongbao.packet.moment.Moment;
import io.hongbao.packet.moment.MomentOutcome;
import io.hongbao.packet.moment.MomentView;
import io.hongbao.packet.state.PacketTerms;
import io.hongbao.serving.key.SeedKeys;
import org.springframework.stereotype.Component;

/** What is said of a moment to whom. */
@Component
final class WriteMoment {

    private final PacketLinks links;
    private final SeedKeys seedKeys;
    private final PayTickets payTickets;
    private final SignContent signContent;

    WriteMoment(
            PacketLinks links, SeedKeys seedKeys, PayTickets payTickets, SignContent signContent) {
        this.links = links;
        this.seedKeys = seedKeys;
        this.payTickets = payTickets;
        this.signContent = signContent;
    }

    PostAnswer posted(Moment moment) {
        return new PostAnswer(
                links.linkTo(moment.number()),
                moment.from().fen(),
                moment.to().fen(),
                moment.text(),
                seed(moment).commitment(),
                moment.endsAt());
    }

    ViewAnswer seen(MomentOutcome.Seen seen, UserId viewer) {
        String link = links.linkTo(seen.moment().number());
        return ViewAnswer.seen(
                link, seen.free(), signContent.sign(link, viewer, seen.moment().contentRef()));
    }

    ViewAnswer toPay(MomentOutcome.ToPay toPay) {
        PacketTerms order = toPay.order();
        var payTicket =
                new PayTicket(
                        order.number(),
                        order.sender(),
                        order.total(),
                        order.wrapKey(),
                        order.payBy(),
                        order.lifetime(),
                        toPay.moment().number());
        return ViewAnswer.toPay(
                links.linkTo(toPay.moment().number()),
                order.total().fen(),
                payTickets.sign(payTicket),
                order.payBy());
    }

    MomentDetails details(MomentOutcome.Shown shown, UserId asking) {
        Moment moment = shown.moment();
        boolean poster = moment.poster().equals(asking);
        return new MomentDetails(
                links.linkTo(moment.number()),
                moment.poster(),
                moment.text(),
                moment.from().fen(),
                moment.to().fen(),
                shown.ended() ? "ENDED" : "OPEN",
                moment.createdAt(),
                moment.endsAt(),
                shown.seers().count(),
                poster ? shown.seers().free() : null,
                poster ? shown.seers().paid().fen() : null,
                poster ? shown.viewers().stream().map(WriteMoment::viewer).toList() : null,
                poster ? shown.more() : null,
                shown.own().map(WriteMoment::viewer).orElse(null),
                seed(moment).commitment(),
                shown.ended() ? seed(moment).reveal() : null);
    }

    private static MomentDetails.Viewer viewer(MomentView view) {
        return new MomentDetails.Viewer(
                view.key().viewer(),
                view.free(),
                view.freeRatePpm(),
                view.amount().fen(),
                view.seenAt());
    }

    private PacketSeed seed(Moment moment) {
        return PacketSeed.of(seedKeys.keys(), moment.number());
    }
}
