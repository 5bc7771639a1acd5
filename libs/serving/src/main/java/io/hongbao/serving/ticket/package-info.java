/** No ticket, no work: the filter and the check in front of every internal call. */
@NullMarked
package io.hongbao.serving.ticket;

import org.jspecify.annotations.NullMarked;
