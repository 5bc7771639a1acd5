/** Tests of what overloaded processes tell. */
@NullMarked
package io.hongbao.contracts.overload;

import org.jspecify.annotations.NullMarked;
