/** What running services say about SETs: their actuator, asked from outside. */
@NullMarked
package io.hongbao.local.watch;

import org.jspecify.annotations.NullMarked;
