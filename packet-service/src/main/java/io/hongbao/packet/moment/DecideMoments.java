package io.hongbao.packet.moment;

import io.hongbao.contracts.amount.MomentDraw;
import io.hongbao.contracts.amount.PacketSeed;
import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.money.Money;
import io.hongbao.packet.freerate.FreeRate;
import io.hongbao.packet.moment.MomentChange.Decided;
import io.hongbao.packet.moment.MomentChange.OrderedAgain;
import io.hongbao.packet.moment.MomentChange.SeenForFree;
import io.hongbao.packet.moment.MomentOutcome.Ended;
import io.hongbao.packet.moment.MomentOutcome.NotFound;
import io.hongbao.packet.moment.MomentOutcome.Seen;
import io.hongbao.packet.moment.MomentOutcome.ToPay;
import io.hongbao.packet.moment.MomentView.ViewOrder;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.state.WrapKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/** Decides a batch on facts, in its order, without any effect. For one batch alone. */
public final class DecideMoments {

    private final MomentFacts facts;
    private final Rules rules;
    private final IntFunction<OrderNumber> numbers;
    private final Map<ViewKey, MomentView> views;
    private final Map<WrapKey, Moment> posted;
    private final List<MomentChange> changes = new ArrayList<>();

    /** What decides beside the facts: seeds, the free rate of now, and terms of what is to pay. */
    public record Rules(DayKeys seedKeys, FreeRate freeRate, ViewTerms terms) {}

    /**
     * Before the first command.
     *
     * @param numbers the next unused order number of a table
     */
    public DecideMoments(MomentFacts facts, Rules rules, IntFunction<OrderNumber> numbers) {
        this.facts = facts;
        this.rules = rules;
        this.numbers = numbers;
        views = new HashMap<>(facts.views());
        posted = new HashMap<>(facts.posted());
    }

    /** What to write, in one database transaction. */
    public List<MomentChange> changes() {
        return changes;
    }

    public MomentOutcome.OfPost post(MomentCommand.Post post) {
        Moment before = posted.get(post.key());
        if (before != null) {
            return before.fingerprint().equals(post.fingerprint())
                    ? new MomentOutcome.Posted(before)
                    : new MomentOutcome.KeyReused();
        }
        Moment moment = post.draft().posted(numbers.apply(post.table()), post.key(), facts.now());
        posted.put(post.key(), moment);
        changes.add(new MomentChange.Posted(moment));
        return new MomentOutcome.Posted(moment);
    }

    /** The first that applies, in the order of {@link MomentOutcome.OfView}. */
    public MomentOutcome.OfView view(MomentCommand.View asked) {
        Moment moment = facts.moments().get(asked.moment());
        if (moment == null) {
            return new NotFound();
        }
        if (moment.poster().equals(asked.viewer())) {
            return new Seen(moment, true);
        }
        MomentView view = views.get(asked.key());
        if (view != null && view.seenAt() != null) {
            return new Seen(moment, view.free());
        }
        if (moment.ended(facts.now())) {
            return new Ended();
        }
        if (view == null) {
            return first(moment, asked.key());
        }
        ViewOrder order = view.order();
        if (order != null && facts.now().isBefore(order.payBy())) {
            return new ToPay(moment, rules.terms().of(moment, view));
        }
        return again(moment, view);
    }

    private MomentOutcome.OfView first(Moment moment, ViewKey key) {
        Instant now = facts.now();
        int rate = rules.freeRate().partsPerMillion();
        PacketSeed seed = PacketSeed.of(rules.seedKeys(), moment.number());
        MomentDraw draw = MomentDraw.of(seed, key.viewer());
        if (draw.free(rate)) {
            var free = new MomentView(key, true, rate, Money.ZERO, null, now, now);
            changes.add(new SeenForFree(moment, free));
            views.put(key, free);
            return new Seen(moment, true);
        }
        var view =
                new MomentView(
                        key,
                        false,
                        rate,
                        draw.amount(moment.from(), moment.to()),
                        nextOrder(moment),
                        now,
                        null);
        PacketState order = orderOf(moment, view);
        changes.add(new Decided(moment, view, order));
        views.put(key, view);
        return new ToPay(moment, order.terms());
    }

    private MomentOutcome.OfView again(Moment moment, MomentView view) {
        MomentView next = view.ordered(nextOrder(moment));
        PacketState order = orderOf(moment, next);
        changes.add(new OrderedAgain(moment, Objects.requireNonNull(view.order()), next, order));
        views.put(view.key(), next);
        return new ToPay(moment, order.terms());
    }

    private ViewOrder nextOrder(Moment moment) {
        return rules.terms().order(numbers.apply(moment.number().table()), facts.now());
    }

    private PacketState orderOf(Moment moment, MomentView view) {
        return PacketState.wrapped(rules.terms().of(moment, view));
    }
}
