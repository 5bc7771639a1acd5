/** What services are given. */
@NullMarked
package io.hongbao.events.config;

import org.jspecify.annotations.NullMarked;
