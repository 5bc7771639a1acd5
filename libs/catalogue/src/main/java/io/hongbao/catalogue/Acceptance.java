package io.hongbao.catalogue;

/** What else must be true before a changed catalogue counts: that its databases can be used. */
@FunctionalInterface
public interface Acceptance {

    /** Accepts whatever is free of mistakes. */
    Acceptance ANYTHING = (running, wanted) -> {};

    /**
     * Returns when {@code wanted} may take the place of {@code running}, which it then does at
     * once. Whatever is thrown refuses it for now: its message is told, and the same content is
     * asked about again after a while. May take its time; nothing else is looked at meanwhile.
     */
    void check(SetCatalogue running, SetCatalogue wanted) throws Exception;
}
