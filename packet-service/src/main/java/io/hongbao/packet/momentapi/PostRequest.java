package io.hongbao.packet.momentapi;

import org.jspecify.annotations.Nullable;

/** The body of a post, as the client sent it. */
record PostRequest(
        @Nullable Long fromFen,
        @Nullable Long toFen,
        @Nullable String text,
        @Nullable String contentRef) {}
