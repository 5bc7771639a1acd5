/** Judges by its own waits how much a process can serve, and refuses the least important first. */
@NullMarked
package io.hongbao.serving.overload;

import org.jspecify.annotations.NullMarked;
