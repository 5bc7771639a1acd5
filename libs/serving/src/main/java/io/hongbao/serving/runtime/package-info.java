/** What is set while services run: one file that all of them follow. */
@NullMarked
package io.hongbao.serving.runtime;

import org.jspecify.annotations.NullMarked;
