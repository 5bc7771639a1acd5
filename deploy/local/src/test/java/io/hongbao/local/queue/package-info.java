/** What a queue drill must find broken. */
@NullMarked
package io.hongbao.local.queue;

import org.jspecify.annotations.NullMarked;
