/** The public API as written down in docs/openapi.yaml, and whether real answers keep to it. */
@NullMarked
package io.hongbao.testkit.api;

import org.jspecify.annotations.NullMarked;
