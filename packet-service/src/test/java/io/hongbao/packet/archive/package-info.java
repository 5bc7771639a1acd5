/** Tests of archiving, on a real database. */
@NullMarked
package io.hongbao.packet.archive;

import org.jspecify.annotations.NullMarked;
