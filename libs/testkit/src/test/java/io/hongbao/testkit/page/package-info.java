/** That pages are read as they are written. */
@NullMarked
package io.hongbao.testkit.page;

import org.jspecify.annotations.NullMarked;
