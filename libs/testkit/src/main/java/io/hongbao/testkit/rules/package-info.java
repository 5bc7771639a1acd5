/** The rules of the architecture, which each module runs over its own classes. */
@NullMarked
package io.hongbao.testkit.rules;

import org.jspecify.annotations.NullMarked;
