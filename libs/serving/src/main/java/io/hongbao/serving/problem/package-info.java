/** Every error of every service as application/problem+json (RFC 9457). */
@NullMarked
package io.hongbao.serving.problem;

import org.jspecify.annotations.NullMarked;
