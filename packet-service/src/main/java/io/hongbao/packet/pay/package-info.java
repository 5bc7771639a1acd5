/** What the pay service is asked. */
@NullMarked
package io.hongbao.packet.pay;

import org.jspecify.annotations.NullMarked;
