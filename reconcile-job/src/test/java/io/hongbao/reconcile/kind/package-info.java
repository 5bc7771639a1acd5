@NullMarked
package io.hongbao.reconcile.kind;

import org.jspecify.annotations.NullMarked;
