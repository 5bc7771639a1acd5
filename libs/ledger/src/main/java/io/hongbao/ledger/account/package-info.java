/** Accounts and the transfers between them, as values. */
@NullMarked
package io.hongbao.ledger.account;

import org.jspecify.annotations.NullMarked;
