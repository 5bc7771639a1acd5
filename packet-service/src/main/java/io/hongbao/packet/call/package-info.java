/** What all calls of users share: their limits, their figures, and how many are served at once. */
@NullMarked
package io.hongbao.packet.call;

import org.jspecify.annotations.NullMarked;
