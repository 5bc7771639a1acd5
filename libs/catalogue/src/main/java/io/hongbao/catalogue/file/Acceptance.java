package io.hongbao.catalogue.file;

/** What else must be true before changed content counts: that its databases can be used. */
@FunctionalInterface
public interface Acceptance<T> {

    /**
     * Returns when {@code wanted} may take the place of {@code running}, which it then does at
     * once. Whatever is thrown refuses it for now: its message is told, and the same content is
     * asked about again after a while. May take its time; nothing else is looked at meanwhile.
     */
    void check(T running, T wanted) throws Exception;
}
