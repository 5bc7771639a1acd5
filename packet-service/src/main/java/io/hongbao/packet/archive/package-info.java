/**
 * Archiving: taking old days out of order tables, into tables of their own. A program of its own,
 * started from the same jar; it may run beside the service.
 */
@NullMarked
package io.hongbao.packet.archive;

import org.jspecify.annotations.NullMarked;
