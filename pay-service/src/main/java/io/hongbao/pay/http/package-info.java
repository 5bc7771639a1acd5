/** Calls of other processes, each with an end. */
@NullMarked
package io.hongbao.pay.http;

import org.jspecify.annotations.NullMarked;
