/** What the packet service is told and asked. */
@NullMarked
package io.hongbao.pay.packet;

import org.jspecify.annotations.NullMarked;
