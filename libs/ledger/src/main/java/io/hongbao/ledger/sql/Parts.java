package io.hongbao.ledger.sql;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Cuts what one statement is to say into pieces that a server's packet has room for. */
public final class Parts {

    private static final int ROWS_MAX = 500;

    private Parts() {}

    /** In the order given, each of 1 to 500; none of nothing. */
    public static <T> List<List<T>> of(Collection<T> all) {
        var list = List.copyOf(all);
        return Stream.iterate(0, from -> from < list.size(), from -> from + ROWS_MAX)
                .map(from -> list.subList(from, Math.min(from + ROWS_MAX, list.size())))
                .toList();
    }
}
