/** Tests of connections and servers. */
@NullMarked
package io.hongbao.gateway.connection;

import org.jspecify.annotations.NullMarked;
