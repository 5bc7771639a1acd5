@NullMarked
package io.hongbao.calls.send;

import org.jspecify.annotations.NullMarked;
