@NullMarked
package io.hongbao.packet.replay;

import org.jspecify.annotations.NullMarked;
