/** Whether a database can be a certain SET: its schema, and whose it is. */
@NullMarked
package io.hongbao.packet.schema;

import org.jspecify.annotations.NullMarked;
