/**
 * Archiving: taking old days out of order tables, into tables of their own, by a program of its own
 * that is started from the same jar and may run beside the service; and the removal, by the
 * service, of what nobody paid of old days.
 */
@NullMarked
package io.hongbao.packet.archive;

import org.jspecify.annotations.NullMarked;
