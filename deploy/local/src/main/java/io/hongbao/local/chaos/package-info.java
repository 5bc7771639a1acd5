/** The drill of payments while banks misbehave and a pay service dies. */
@NullMarked
package io.hongbao.local.chaos;

import org.jspecify.annotations.NullMarked;
