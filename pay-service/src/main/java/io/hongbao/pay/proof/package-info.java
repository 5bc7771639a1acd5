/**
 * Proof that a user agreed to a payment: a short-lived token of the product's issuer that names
 * packet and amount, asked for when {@code hongbao.pay.proof} is {@code required}.
 */
@NullMarked
package io.hongbao.pay.proof;

import org.jspecify.annotations.NullMarked;
