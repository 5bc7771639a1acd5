@NullMarked
package io.hongbao.calls.serve;

import org.jspecify.annotations.NullMarked;
