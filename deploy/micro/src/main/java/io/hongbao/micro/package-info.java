/** Micro benches: single steps that every open pays for. */
@NullMarked
package io.hongbao.micro;

import org.jspecify.annotations.NullMarked;
