/** What is stored of a packet, as values: the send order, its stage, the shares opened. */
@NullMarked
package io.hongbao.packet.state;

import org.jspecify.annotations.NullMarked;
