/** The commands of {@code deploy/hongbao}. */
@NullMarked
package io.hongbao.local.command;

import org.jspecify.annotations.NullMarked;
