/** Tests of this module as a whole. */
@NullMarked
package io.hongbao.local;

import org.jspecify.annotations.NullMarked;
