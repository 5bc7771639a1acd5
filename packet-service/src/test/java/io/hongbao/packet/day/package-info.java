/** Tests of days of order tables, on a real database. */
@NullMarked
package io.hongbao.packet.day;

import org.jspecify.annotations.NullMarked;
