/** What the suite is measured against in the same run: a bare endpoint, and straight SQL. */
@NullMarked
package io.hongbao.bench.yardstick;

import org.jspecify.annotations.NullMarked;
