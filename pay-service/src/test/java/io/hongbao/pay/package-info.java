/** The pay service as tests run it: real wallet shards, a bank and a packet service of our own. */
@NullMarked
package io.hongbao.pay;

import org.jspecify.annotations.NullMarked;
