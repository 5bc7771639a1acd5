@NullMarked
package io.hongbao.calls.combine;

import org.jspecify.annotations.NullMarked;
