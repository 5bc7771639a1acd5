/** What moved the money of a user, newest first. */
@NullMarked
package io.hongbao.ledger.statement;

import org.jspecify.annotations.NullMarked;
