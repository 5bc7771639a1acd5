/** Pages of docs/ that tests hold the code to. */
@NullMarked
package io.hongbao.testkit.page;

import org.jspecify.annotations.NullMarked;
