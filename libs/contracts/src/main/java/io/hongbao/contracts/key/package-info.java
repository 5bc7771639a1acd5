/**
 * Secret keys and what is computed with them: message authentication codes, by key id or by day.
 */
@NullMarked
package io.hongbao.contracts.key;

import org.jspecify.annotations.NullMarked;
