/** What users sent and received, newest first. */
@NullMarked
package io.hongbao.ledger.record;

import org.jspecify.annotations.NullMarked;
