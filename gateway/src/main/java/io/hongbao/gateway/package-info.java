/** The only door from outside: who calls, which packet, which instance answers. */
@NullMarked
package io.hongbao.gateway;

import org.jspecify.annotations.NullMarked;
