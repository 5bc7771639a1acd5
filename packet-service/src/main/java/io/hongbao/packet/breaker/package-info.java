/** Whether a SET is in service: when it is out, how it is asked, how its weight comes back. */
@NullMarked
package io.hongbao.packet.breaker;

import org.jspecify.annotations.NullMarked;
