/** What a command does to a packet: pure decisions, without a clock or a database. */
@NullMarked
package io.hongbao.packet.decide;

import org.jspecify.annotations.NullMarked;
