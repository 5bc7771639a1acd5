/** What consumer groups of every service have in common. */
@NullMarked
package io.hongbao.events.consume;

import org.jspecify.annotations.NullMarked;
