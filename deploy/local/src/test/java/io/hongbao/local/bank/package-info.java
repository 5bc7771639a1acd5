/** A bank to try payments with: keeps true books, and misbehaves when it is told to. */
@NullMarked
package io.hongbao.local.bank;

import org.jspecify.annotations.NullMarked;
