package io.hongbao.reconcile.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Merges sources that are sorted by order number each, and gives all rows of one order at a time.
 */
final class MergeByOrder<T> {

    private final Function<T, String> orderOf;
    private final PriorityQueue<Head<T>> heads;

    MergeByOrder(List<? extends Iterator<T>> sources, Function<T, String> orderOf) {
        this.orderOf = orderOf;
        heads =
                new PriorityQueue<>(
                        Comparator.comparing((Head<T> head) -> orderOf.apply(head.row)));
        sources.forEach(this::push);
    }

    /** The least order number that has rows left, or null at the end. */
    @Nullable String nextOrder() {
        Head<T> head = heads.peek();
        return head == null ? null : orderOf.apply(head.row);
    }

    /** Takes the rows of {@code order}, which is {@link #nextOrder} or less. */
    List<T> take(String order) {
        var rows = new ArrayList<T>();
        for (Head<T> head = heads.peek();
                head != null && orderOf.apply(head.row).equals(order);
                head = heads.peek()) {
            heads.poll();
            rows.add(head.row);
            push(head.rest);
        }
        return rows;
    }

    private void push(Iterator<T> rest) {
        if (rest.hasNext()) {
            heads.add(new Head<>(rest.next(), rest));
        }
    }

    private record Head<T>(T row, Iterator<T> rest) {}
}
