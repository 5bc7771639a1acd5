/** Breaks one part of a running suite under load, and tells what users noticed of it. */
@NullMarked
package io.hongbao.local.drill;

import org.jspecify.annotations.NullMarked;
