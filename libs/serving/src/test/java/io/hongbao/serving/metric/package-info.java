/** What Prometheus is shown. */
@NullMarked
package io.hongbao.serving.metric;

import org.jspecify.annotations.NullMarked;
