/** Users of a running suite: a bounded number, at a pace, with every call written down. */
@NullMarked
package io.hongbao.local.load;

import org.jspecify.annotations.NullMarked;
