/** Which steps users are told of. */
@NullMarked
package io.hongbao.ledger.notification;

import org.jspecify.annotations.NullMarked;
