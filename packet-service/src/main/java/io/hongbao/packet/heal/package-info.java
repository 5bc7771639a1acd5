/** Making something new on another SET when the one that it hashes to fails. */
@NullMarked
package io.hongbao.packet.heal;

import org.jspecify.annotations.NullMarked;
