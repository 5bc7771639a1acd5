/** Tests of wallet shards that come and go. */
@NullMarked
package io.hongbao.pay.shard;

import org.jspecify.annotations.NullMarked;
