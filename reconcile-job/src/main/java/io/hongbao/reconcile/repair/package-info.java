/** Sets right what has one explanation, through the ordinary paths, and writes down what it did. */
@NullMarked
package io.hongbao.reconcile.repair;

import org.jspecify.annotations.NullMarked;
