/** What services say to each other over HTTP: batch calls, activations, summaries. */
@NullMarked
package io.hongbao.contracts.call;

import org.jspecify.annotations.NullMarked;
