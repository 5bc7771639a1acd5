/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.posting.apply;

import org.jspecify.annotations.NullMarked;
