/**
 * What a command does to moments and views of them: pure decisions, without a clock or a database.
 */
@NullMarked
package io.hongbao.packet.moment;

import org.jspecify.annotations.NullMarked;
