/** What holds for all of the module. */
@NullMarked
package io.hongbao.events;

import org.jspecify.annotations.NullMarked;
