package io.hongbao.gateway.user;

import io.hongbao.contracts.id.UserId;
import java.time.Instant;

/**
 * What a right token says.
 *
 * @param until the first instant at which the token is refused
 */
record VerifiedUser(UserId user, Instant until) {}
