/** How a run reads all databases: at which instants, in which order, and from where it goes on. */
@NullMarked
package io.hongbao.reconcile.stage;

import org.jspecify.annotations.NullMarked;
