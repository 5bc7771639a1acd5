package io.hongbao.gateway.route;

import io.hongbao.contracts.id.UserId;
import java.io.IOException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Serves a call whose user is known. Refuses by throwing {@code ProblemException}. */
@FunctionalInterface
interface UserCall {

    ServerResponse serve(ServerRequest request, UserId user) throws IOException;
}
