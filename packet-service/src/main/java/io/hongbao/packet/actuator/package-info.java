/** What operators see of SETs: {@code GET /actuator/sets}. */
@NullMarked
package io.hongbao.packet.actuator;

import org.jspecify.annotations.NullMarked;
