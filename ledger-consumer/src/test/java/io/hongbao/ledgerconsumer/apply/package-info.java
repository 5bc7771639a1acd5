/** Tests of the package of the same name. */
@NullMarked
package io.hongbao.ledgerconsumer.apply;

import org.jspecify.annotations.NullMarked;
