package io.hongbao.gateway.api;

/** How a call gets its answer. */
public enum Crossing {
    /** Opens combined: of an item only the ticket crosses. */
    OPEN,
    /** Grabs combined: of an item only the ticket crosses. */
    GRAB,
    /** Combined, with key and body; alone when the body is large or the service asks for that. */
    COMBINED,
    /** Alone, and its answer is taken into memory; a stream of events goes by a route. */
    ALONE,
    /** By a route of Spring Cloud Gateway: alone, and the answer is streamed. */
    ROUTE,
    /** Answered by the gateway itself, without a user. */
    HERE
}
