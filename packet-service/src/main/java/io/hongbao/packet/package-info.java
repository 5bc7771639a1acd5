/**
 * The packet service: wraps, activates, grabs, opens and expires packets; owns the SET databases.
 */
@NullMarked
package io.hongbao.packet;

import org.jspecify.annotations.NullMarked;
