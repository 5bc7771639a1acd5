/** Tests of answers to faults. */
@NullMarked
package io.hongbao.pay.operation;

import org.jspecify.annotations.NullMarked;
