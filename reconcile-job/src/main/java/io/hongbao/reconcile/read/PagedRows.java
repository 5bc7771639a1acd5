package io.hongbao.reconcile.read;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Rows in the order of their key, of which one page is in memory at a time. */
final class PagedRows<T> implements Iterator<T> {

    private final int size;
    private final PageReader<T> reader;
    private List<T> page = List.of();
    private int next;
    private boolean lastPage;
    private @Nullable T last;

    /** {@code reader} gives at most {@code size} rows; fewer mean that there are no more. */
    PagedRows(int size, PageReader<T> reader) {
        this.size = size;
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        if (next == page.size() && !lastPage) {
            page = reader.after(last);
            next = 0;
            lastPage = page.size() < size;
            last = page.isEmpty() ? last : page.getLast();
        }
        return next < page.size();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.get(next++);
    }

    /** Reads the page that follows a row, or the first page. */
    interface PageReader<T> {
        List<T> after(@Nullable T row);
    }
}
