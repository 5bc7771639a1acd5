package io.hongbao.catalogue.file;

/** Is told of content that has taken the place of other content. */
@FunctionalInterface
public interface ChangeListener<T> {

    /**
     * {@code now} counts already. Called by one thread, once a change, in order; what is thrown is
     * logged and otherwise ignored.
     */
    void changed(T before, T now);
}
