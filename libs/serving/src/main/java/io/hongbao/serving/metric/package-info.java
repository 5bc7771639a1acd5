/** Operations as Prometheus sees them, named the same in every service. */
@NullMarked
package io.hongbao.serving.metric;

import org.jspecify.annotations.NullMarked;
