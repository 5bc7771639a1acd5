/** What lanes read and write in a SET; mappers read, scripts write what a batch changes. */
@NullMarked
package io.hongbao.packet.store;

import org.jspecify.annotations.NullMarked;
