package io.hongbao.gateway.route;

import io.hongbao.contracts.id.UserId;
import java.io.IOException;
import org.springframework.web.servlet.function.ServerRequest;

/** Serves a call whose user is known. Refuses by throwing {@code ProblemException}. */
@FunctionalInterface
interface UserCall {

    Served serve(ServerRequest request, UserId user) throws IOException;
}
