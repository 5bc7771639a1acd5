/** What is read from records, and what is not. */
@NullMarked
package io.hongbao.posting.event;

import org.jspecify.annotations.NullMarked;
