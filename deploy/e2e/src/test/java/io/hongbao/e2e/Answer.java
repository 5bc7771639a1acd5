package io.hongbao.e2e;

import io.hongbao.contracts.problem.ProblemCode;
import java.net.http.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client got.
 *
 * @param status 0 when there was no answer
 * @param headers null when there was no answer
 */
record Answer(int status, JsonNode body, @Nullable HttpHeaders headers) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers).flatMap(all -> all.firstValue(name));
    }

    boolean ok() {
        return status == 200 || status == 201;
    }

    /** The same call again is safe, and may do better: the machine, or a SET, was too busy. */
    boolean saysComeAgain() {
        return status == 503 || status == 429;
    }

    boolean saysNotPaid() {
        return code().equals(ProblemCode.PACKET_NOT_PAID.code());
    }

    /** Nothing refused the call: there was no time for it, or none to tell how it ended. */
    boolean isOverloaded() {
        return code().equals(ProblemCode.OVERLOADED.code());
    }

    String text(String member) {
        return body.path(member).asString("");
    }

    long number(String member) {
        return body.path(member).asLong(-1);
    }

    /** The problem's code, or empty. */
    String code() {
        return text("code");
    }

    /** Status and code, as a table of refusals writes them. */
    String statusAndCode() {
        return (status + " " + code()).strip();
    }
}
