/**
 * Whether a database can be a certain SET: its schema, the rule of its amounts, and whose it is.
 */
@NullMarked
package io.hongbao.packet.schema;

import org.jspecify.annotations.NullMarked;
