/** Opens and grabs of many users, sent as a few calls with many items. */
@NullMarked
package io.hongbao.gateway.combine;

import org.jspecify.annotations.NullMarked;
