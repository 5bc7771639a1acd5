/** Making a packet active once its payment is known, told by a call and by the event. */
@NullMarked
package io.hongbao.packet.activate;

import org.jspecify.annotations.NullMarked;
