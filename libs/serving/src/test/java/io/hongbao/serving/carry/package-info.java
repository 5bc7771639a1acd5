@NullMarked
package io.hongbao.serving.relay;

import org.jspecify.annotations.NullMarked;
