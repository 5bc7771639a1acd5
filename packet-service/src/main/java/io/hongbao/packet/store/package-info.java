/**
 * The tables of a SET: every SQL statement of the packet service, but those of the outbox and days.
 */
@NullMarked
package io.hongbao.packet.store;

import org.jspecify.annotations.NullMarked;
