/** Tests of what is counted of a user in a day. */
@NullMarked
package io.hongbao.ledger.usage;

import org.jspecify.annotations.NullMarked;
