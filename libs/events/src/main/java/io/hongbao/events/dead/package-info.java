/** Dead letters: records that a group can never apply as they are. */
@NullMarked
package io.hongbao.events.dead;

import org.jspecify.annotations.NullMarked;
