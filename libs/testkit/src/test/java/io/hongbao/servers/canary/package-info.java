/** What nothing in production may start. */
@NullMarked
package io.hongbao.servers.canary;

import org.jspecify.annotations.NullMarked;
