/** Which databases there are: {@code sets.yaml} and {@code wallets.yaml}, read and checked. */
@NullMarked
package io.hongbao.catalogue;

import org.jspecify.annotations.NullMarked;
