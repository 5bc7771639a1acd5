/** JSON read strictly: nothing unknown, nothing guessed. */
@NullMarked
package io.hongbao.serving.json;

import org.jspecify.annotations.NullMarked;
