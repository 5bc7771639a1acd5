/** Drills by open loops of all that users call: more than can be served, and less to serve it. */
@NullMarked
package io.hongbao.bench.storm;

import org.jspecify.annotations.NullMarked;
