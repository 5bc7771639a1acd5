/** The public API: one table of its operations, and the matching of methods and paths by it. */
@NullMarked
package io.hongbao.gateway.api;

import org.jspecify.annotations.NullMarked;
