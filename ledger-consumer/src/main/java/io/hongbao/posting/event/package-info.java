/** Reads events from records: the signature first, then the content. */
@NullMarked
package io.hongbao.posting.event;

import org.jspecify.annotations.NullMarked;
