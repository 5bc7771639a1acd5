/** How a day's report is told: on the terminal, as files, to Prometheus. */
@NullMarked
package io.hongbao.reconcile.tell;

import org.jspecify.annotations.NullMarked;
