/** Cards that banks decline too often, whoever uses them. */
@NullMarked
package io.hongbao.pay.decline;

import org.jspecify.annotations.NullMarked;
