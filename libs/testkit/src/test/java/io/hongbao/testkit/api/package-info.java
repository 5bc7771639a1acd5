/** That the check of answers can fail. */
@NullMarked
package io.hongbao.testkit.api;

import org.jspecify.annotations.NullMarked;
