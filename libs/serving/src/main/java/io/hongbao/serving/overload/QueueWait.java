package io.hongbao.serving.overload;

/** One place where work waits in this process. */
public interface QueueWait {

    /** In metrics. */
    String name();

    /**
     * How long it waited in the mean since this was asked last, in milliseconds; 0 if nothing did.
     */
    double meanMillis();
}
