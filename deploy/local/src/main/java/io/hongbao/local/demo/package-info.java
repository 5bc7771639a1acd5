/** One packet from beginning to end, as an example that prints what happens. */
@NullMarked
package io.hongbao.local.demo;

import org.jspecify.annotations.NullMarked;
