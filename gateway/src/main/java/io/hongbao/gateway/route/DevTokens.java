package io.hongbao.gateway.route;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.user.MintToken;
import io.hongbao.serving.problem.ProblemException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A token for whoever one wants to be, for trying out. */
final class DevTokens {

    private final MintToken mintToken;
    private final JsonMapper json;
    private final Answers answers;

    DevTokens(MintToken mintToken, JsonMapper json, Answers answers) {
        this.mintToken = mintToken;
        this.json = json;
        this.answers = answers;
    }

    record TokenRequest(@Nullable UserId userId) {}

    record TokenBody(String token) {}

    ServerResponse mint(ServerRequest request) throws IOException {
        if (!Combined.isJson(request.servletRequest().getContentType())) {
            throw ProblemException.of(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "must be application/json");
        }
        return answers.ok(new TokenBody(mintToken.mint(user(request))));
    }

    private UserId user(ServerRequest request) throws IOException {
        byte[] body = request.servletRequest().getInputStream().readAllBytes();
        try {
            TokenRequest read = json.readValue(body, TokenRequest.class);
            if (read != null && read.userId() != null) {
                return read.userId();
            }
        } catch (JacksonException e) {
            // The same answer as for null.
        }
        throw ProblemException.field(
                "userId", "must be a user id: 1 to 9223372036854775807, as text or as a number");
    }
}
