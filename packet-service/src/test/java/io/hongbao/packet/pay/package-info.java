/** What the pay service answers, and what comes of it. */
@NullMarked
package io.hongbao.packet.pay;

import org.jspecify.annotations.NullMarked;
