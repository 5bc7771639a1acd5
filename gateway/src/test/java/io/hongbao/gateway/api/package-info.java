/** Tests of the table of operations. */
@NullMarked
package io.hongbao.gateway.api;

import org.jspecify.annotations.NullMarked;
