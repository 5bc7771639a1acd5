/** What the headers of every call must be, before anything else of it is looked at. */
@NullMarked
package io.hongbao.serving.header;

import org.jspecify.annotations.NullMarked;
