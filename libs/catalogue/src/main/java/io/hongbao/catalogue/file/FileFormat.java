package io.hongbao.catalogue.file;

import org.jspecify.annotations.Nullable;

/** What a followed file means. */
public interface FileFormat<T> {

    /** What the file is called in logs. */
    String name();

    /**
     * What the text says; throws {@link CatalogueException} on the first mistake.
     *
     * @param file how mistakes call it
     * @param running what it is to take the place of; null at the start, when anything may
     */
    T judge(String file, String text, @Nullable T running);

    /** What counts while there is no file; throws {@code why} where there must be one. */
    default T absent(CatalogueException why) {
        throw why;
    }

    /** What logs say of content. */
    default Object summary(T content) {
        return content;
    }
}
