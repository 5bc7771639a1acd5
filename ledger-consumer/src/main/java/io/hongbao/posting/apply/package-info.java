/** What becomes of records: the one path, for listeners and for the replay of dead letters. */
@NullMarked
package io.hongbao.posting.apply;

import org.jspecify.annotations.NullMarked;
