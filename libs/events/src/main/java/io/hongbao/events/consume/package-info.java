/**
 * Consumer groups: events are read, checked and given to who applies them; an offset is committed
 * when everything before it is applied or a dead letter.
 */
@NullMarked
package io.hongbao.events.consume;

import org.jspecify.annotations.NullMarked;
