@NullMarked
package io.hongbao.reconcile.planted;

import org.jspecify.annotations.NullMarked;
