/** Every refusal a client can get, by its stable code. */
@NullMarked
package io.hongbao.contracts.problem;

import org.jspecify.annotations.NullMarked;
