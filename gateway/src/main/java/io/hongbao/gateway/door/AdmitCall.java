package io.hongbao.gateway.door;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.gateway.api.PublicOperation;
import io.hongbao.gateway.api.PublicPaths.PathMatch.OperationMatch;
import io.hongbao.gateway.call.CallHeaders;
import io.hongbao.gateway.call.UserCall;
import io.hongbao.gateway.user.Users;
import io.hongbao.serving.problem.ProblemException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.UriUtils;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Lets a call in: first whether it can be served now, then who calls, then what the path names, and
 * only then is its body read.
 */
final class AdmitCall {

    private static final byte[] NO_BODY = new byte[0];

    private final Users users;
    private final PacketLinks links;
    private final CheckOverload overload;
    private final int bodyBytesMax;
    private final Duration bodyTimeMax;

    AdmitCall(
            Users users,
            PacketLinks links,
            CheckOverload overload,
            DataSize bodyMax,
            Duration bodyTimeMax) {
        this.users = users;
        this.links = links;
        this.overload = overload;
        bodyBytesMax = Math.toIntExact(bodyMax.toBytes());
        this.bodyTimeMax = bodyTimeMax;
    }

    /** Throws, or fails with, the problem that the client is told. */
    CompletableFuture<UserCall> user(
            ActiveCall active, OperationMatch found, HttpServerRequest in) {
        overload.check(found.operation());
        active.enter(in.requestHeaders());
        var headers = CallHeaders.of(in.requestHeaders(), found.operation().changes());
        return users.authenticate(headers.authorization())
                .thenCompose(user -> {
                    headers.checkSingle();
                    active.enter(user);
                    return call(found, user, headers, in);
                });
    }

    private CompletableFuture<UserCall> call(
            OperationMatch found, UserId user, CallHeaders headers, HttpServerRequest in) {
        String link = found.operation().namesPacket() ? found.variable() : "";
        OrderNumber packet = packet(found.operation(), link);
        return body(in).thenApply(body ->
                new UserCall(found.operation(), user, link, packet, headers, in.uri(), body));
    }

    /** Null where the path has no place for one. A link that we did not make names none. */
    private @Nullable OrderNumber packet(PublicOperation operation, String link) {
        if (link.isEmpty()) {
            return null;
        }
        return links.check(decoded(link)).orElseThrow(() -> unknown(operation));
    }

    private static ProblemException unknown(PublicOperation operation) {
        return operation.namesMoment()
                ? ProblemException.of(
                        ProblemCode.MOMENT_NOT_FOUND, "must be a link that a post answered with")
                : ProblemException.of(
                        ProblemCode.PACKET_NOT_FOUND, "must be a link that a wrap answered with");
    }

    private static String decoded(String link) {
        return link.indexOf('%') < 0 ? link : UriUtils.decode(link, StandardCharsets.UTF_8);
    }

    /**
     * Of a call that has none: empty. What stands in the body of another than a POST means nothing.
     */
    CompletableFuture<byte[]> body(HttpServerRequest in) {
        return hasBody(in)
                ? ReadBody.of(in, bodyBytesMax, bodyTimeMax)
                : CompletableFuture.completedFuture(NO_BODY);
    }

    private static boolean hasBody(HttpServerRequest in) {
        if (!in.method().name().equals("POST")) {
            return false;
        }
        HttpHeaders headers = in.requestHeaders();
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null
                ? headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                        || in.version().majorVersion() > 1
                : !length.equals("0");
    }
}
