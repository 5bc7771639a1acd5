package io.hongbao.gateway.cross;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.call.CallHeaders;
import io.hongbao.gateway.call.PublicResponse;
import io.hongbao.gateway.user.MintToken;
import io.hongbao.serving.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A token for whoever one wants to be, for trying out. */
final class DevTokens {

    private final MintToken mintToken;
    private final JsonMapper json;

    DevTokens(MintToken mintToken, JsonMapper json) {
        this.mintToken = mintToken;
        this.json = json;
    }

    record TokenRequest(@Nullable UserId userId) {}

    PublicResponse mint(CallHeaders headers, byte[] body) {
        if (!headers.saysJson()) {
            throw ProblemException.of(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "must be application/json");
        }
        // Letters, digits and dots: nothing that needs an escape.
        return PublicResponse.ok("{\"token\":\"" + mintToken.mint(user(body)) + "\"}");
    }

    private UserId user(byte[] body) {
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
