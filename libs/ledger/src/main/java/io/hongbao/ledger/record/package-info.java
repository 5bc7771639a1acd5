/** What users sent, received, posted and saw, newest first. */
@NullMarked
package io.hongbao.ledger.record;

import org.jspecify.annotations.NullMarked;
