/** A small service, called over HTTP: tickets, bodies, JSON, problems. */
@NullMarked
package io.hongbao.serving;

import org.jspecify.annotations.NullMarked;
