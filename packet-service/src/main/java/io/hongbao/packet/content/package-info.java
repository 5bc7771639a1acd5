/** Signed statements by which a product's media server shows the pictures of moments. */
@NullMarked
package io.hongbao.packet.content;

import org.jspecify.annotations.NullMarked;
