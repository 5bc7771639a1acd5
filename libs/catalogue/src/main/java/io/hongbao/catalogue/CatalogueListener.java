package io.hongbao.catalogue;

/** Is told of catalogues that have taken the place of others. */
@FunctionalInterface
public interface CatalogueListener {

    /**
     * {@code now} counts already. Called by one thread, once a change, in order; what is thrown is
     * logged and otherwise ignored.
     */
    void changed(SetCatalogue before, SetCatalogue now);
}
