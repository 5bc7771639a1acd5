/** Who is asked, and who after that. */
@NullMarked
package io.hongbao.gateway.forward;

import org.jspecify.annotations.NullMarked;
