/**
 * Coming and going: others are told whether to call, and a leaving instance waits until they know.
 */
@NullMarked
package io.hongbao.serving.ready;

import org.jspecify.annotations.NullMarked;
