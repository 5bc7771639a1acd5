/** Reads SETs and wallet shards: read-only snapshots, in pages, merged by order number. */
@NullMarked
package io.hongbao.reconcile.read;

import org.jspecify.annotations.NullMarked;
