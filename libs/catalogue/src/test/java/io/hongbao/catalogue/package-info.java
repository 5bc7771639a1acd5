/** Every mistake in a catalogue file is refused by its line. */
@NullMarked
package io.hongbao.catalogue;

import org.jspecify.annotations.NullMarked;
