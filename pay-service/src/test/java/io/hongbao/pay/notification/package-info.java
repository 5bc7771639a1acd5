/** Tests of what users are told. */
@NullMarked
package io.hongbao.pay.notification;

import org.jspecify.annotations.NullMarked;
