/** What every call goes through at the gateway's port, in one order, whatever becomes of it. */
@NullMarked
package io.hongbao.gateway.door;

import org.jspecify.annotations.NullMarked;
