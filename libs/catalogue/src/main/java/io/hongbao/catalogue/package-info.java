/**
 * What an operator writes down: {@code sets.yaml}, {@code wallets.yaml}, {@code fleet.yaml}, {@code
 * runtime.yaml}.
 */
@NullMarked
package io.hongbao.catalogue;

import org.jspecify.annotations.NullMarked;
