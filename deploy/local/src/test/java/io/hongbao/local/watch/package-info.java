/** Tests of what is asked of running services. */
@NullMarked
package io.hongbao.local.watch;

import org.jspecify.annotations.NullMarked;
