/** One process of the suite: a database, the broker, the bank or a service. */
@NullMarked
package io.hongbao.local.part;

import org.jspecify.annotations.NullMarked;
