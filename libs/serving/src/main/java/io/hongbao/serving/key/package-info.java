/** The service's secret keys, from its settings. */
@NullMarked
package io.hongbao.serving.key;

import org.jspecify.annotations.NullMarked;
