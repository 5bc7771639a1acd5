/** Tests of accounts and transfers as values. */
@NullMarked
package io.hongbao.ledger.account;

import org.jspecify.annotations.NullMarked;
