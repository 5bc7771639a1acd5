/** What a packet shows to whoever has its link, and its summary for the payment. */
@NullMarked
package io.hongbao.packet.details;

import org.jspecify.annotations.NullMarked;
