/** What services are given of this module by Spring Boot. */
@NullMarked
package io.hongbao.events.config;

import org.jspecify.annotations.NullMarked;
