/** What users are told of payments and packets, and where it is kept for a week. */
@NullMarked
package io.hongbao.ledger.notification;

import org.jspecify.annotations.NullMarked;
