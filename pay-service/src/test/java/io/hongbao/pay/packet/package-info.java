/** Tests of calls to the packet service. */
@NullMarked
package io.hongbao.pay.packet;

import org.jspecify.annotations.NullMarked;
