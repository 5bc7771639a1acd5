/**
 * Days of order tables: a partition for each day, made ahead. Their statements are here and not in
 * {@code store}, since they are about tables and not about rows.
 */
@NullMarked
package io.hongbao.packet.day;

import org.jspecify.annotations.NullMarked;
