/** Dead letters: records that can never be applied, with the reason. */
@NullMarked
package io.hongbao.posting.dead;

import org.jspecify.annotations.NullMarked;
