/** What can be wrong with a day's money, and what is done about each. */
@NullMarked
package io.hongbao.reconcile.kind;

import org.jspecify.annotations.NullMarked;
