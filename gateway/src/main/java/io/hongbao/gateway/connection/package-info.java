/**
 * What clients may do to a connection, before anything of ours is asked: what is HTTP, and how
 * slowly.
 */
@NullMarked
package io.hongbao.gateway.connection;

import org.jspecify.annotations.NullMarked;
