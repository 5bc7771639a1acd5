/** What becomes of records: the one path, for listeners and for the replay of dead letters. */
@NullMarked
package io.hongbao.ledgerconsumer.apply;

import org.jspecify.annotations.NullMarked;
