/** The whole suite on one machine: databases, broker, bank and services, each its own process. */
@NullMarked
package io.hongbao.local.program;

import org.jspecify.annotations.NullMarked;
