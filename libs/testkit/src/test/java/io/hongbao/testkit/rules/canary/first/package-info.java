/** Half of a cycle of packages. */
@NullMarked
package io.hongbao.testkit.rules.canary.first;

import org.jspecify.annotations.NullMarked;
