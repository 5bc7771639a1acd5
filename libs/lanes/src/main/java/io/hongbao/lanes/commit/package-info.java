/** Group commit: the database connection that a lane owns, and what its failures mean. */
@NullMarked
package io.hongbao.lanes.commit;

import org.jspecify.annotations.NullMarked;
