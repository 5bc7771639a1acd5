/** Group commit on a real database: each of its failures, made for real where it can be made. */
@NullMarked
package io.hongbao.lanes.commit;

import org.jspecify.annotations.NullMarked;
