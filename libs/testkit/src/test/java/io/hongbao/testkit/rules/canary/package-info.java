/** Classes that break a rule of the architecture each, to show that it can fail. */
@NullMarked
package io.hongbao.testkit.rules.canary;

import org.jspecify.annotations.NullMarked;
