/**
 * The outbox: events written with the commit they belong to, published afterwards, at least once.
 */
@NullMarked
package io.hongbao.events.outbox;

import org.jspecify.annotations.NullMarked;
