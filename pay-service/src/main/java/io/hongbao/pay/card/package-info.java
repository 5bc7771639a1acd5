/** Card documents, from the bank's question to its answer, whenever that comes. */
@NullMarked
package io.hongbao.pay.card;

import org.jspecify.annotations.NullMarked;
