/** Where a call goes: the instances that may serve it, in order, and how long it may take. */
@NullMarked
package io.hongbao.calls.route;

import org.jspecify.annotations.NullMarked;
