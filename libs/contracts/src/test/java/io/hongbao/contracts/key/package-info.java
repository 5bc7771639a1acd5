@NullMarked
package io.hongbao.contracts.key;

import org.jspecify.annotations.NullMarked;
