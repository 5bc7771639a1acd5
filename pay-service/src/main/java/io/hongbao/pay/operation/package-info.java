/** What all calls of users have in common: measuring and the answers to faults. */
@NullMarked
package io.hongbao.pay.operation;

import org.jspecify.annotations.NullMarked;
