package io.hongbao.ledger.sql;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Chunks of rows that fit into one statement: a server's packet has a limit. */
public final class Chunks {

    private static final int ROWS_MAX = 500;

    private Chunks() {}

    /** In the order given, each of 1 to 500; none of nothing. */
    public static <T> List<List<T>> of(Collection<T> all) {
        var list = List.copyOf(all);
        return Stream.iterate(0, from -> from < list.size(), from -> from + ROWS_MAX)
                .map(from -> list.subList(from, Math.min(from + ROWS_MAX, list.size())))
                .toList();
    }
}
