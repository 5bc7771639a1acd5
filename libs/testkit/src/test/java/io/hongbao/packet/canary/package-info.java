/** Breaks the rules for services. */
@NullMarked
package io.hongbao.packet.canary;

import org.jspecify.annotations.NullMarked;
