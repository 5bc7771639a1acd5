/** The bank's statement of a day, compared with card documents and with what they moved. */
@NullMarked
package io.hongbao.reconcile.statement;

import org.jspecify.annotations.NullMarked;
