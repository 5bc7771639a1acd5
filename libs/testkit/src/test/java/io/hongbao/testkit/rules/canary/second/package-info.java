/** The other half. */
@NullMarked
package io.hongbao.testkit.rules.canary.second;

import org.jspecify.annotations.NullMarked;
