package io.hongbao.gateway.connection;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemBody;
import io.hongbao.serving.problem.ProblemException;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Tells what is not HTTP/1.1. Reactor Netty would answer it by itself, and Spring what is no URI,
 * both without a problem; instead such a request is exchanged for one that says what is wrong,
 * which takes its turn behind earlier calls of the connection and is the last one of it.
 */
public final class MalformedRequest {

    /** No client's method means anything else to us. */
    private static final HttpMethod METHOD = HttpMethod.valueOf("NOT-HTTP");

    private static final String PATH_WRONG = "/path";
    private static final String QUERY_WRONG = "/query";
    private static final String ALL_WRONG = "/";

    /** Beside letters and digits (RFC 3986, section 3.3), and the percent sign. */
    private static final String PATH_SIGNS = "/-._~!$&'()*+,;=:@%";

    private static final String QUERY_SIGNS = PATH_SIGNS + "?";

    private static final AttributeKey<Boolean> BODY =
            AttributeKey.valueOf(MalformedRequest.class, "body");

    private MalformedRequest() {}

    /** What a client is told of such a request; null for every other. */
    public static @Nullable ProblemBody problem(HttpServerRequest request) {
        if (!request.method().equals(METHOD)) {
            return null;
        }
        return switch (request.uri()) {
            case PATH_WRONG -> ProblemException.field("path", "must be percent-encoded").body();
            case QUERY_WRONG -> ProblemException.field("query", "must be percent-encoded").body();
            default -> ProblemBody.of(ProblemCode.INVALID_REQUEST, "must be a request of HTTP/1.1");
        };
    }

    /** Notes that the body which the connection reads now ended in something else. */
    static void markBody(Channel channel) {
        channel.attr(BODY).set(true);
    }

    /** Whether a body that was read is not the whole one. */
    public static boolean isBodyBroken(HttpServerRequest request) {
        var broken = new boolean[1];
        request.withConnection(connection -> broken[0] = connection.channel().hasAttr(BODY));
        return broken[0];
    }

    /** The request in place of one that is wrong; null when it is right. */
    static @Nullable HttpRequest inPlaceOf(HttpRequest request) {
        String wrong = mistake(request);
        if (wrong == null) {
            return null;
        }
        var headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.HOST, "gateway");
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                METHOD,
                wrong,
                Unpooled.EMPTY_BUFFER,
                headers,
                new DefaultHttpHeaders());
    }

    private static @Nullable String mistake(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (request.decoderResult().isFailure()
                || !(version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0))
                || !hasRightHeaders(version, request.headers())) {
            return ALL_WRONG;
        }
        String target = request.uri();
        int query = target.indexOf('?');
        int pathEnd = query < 0 ? target.length() : query;
        if (!target.startsWith("/") || !isRight(target, 0, pathEnd, PATH_SIGNS)) {
            return PATH_WRONG;
        }
        return isRight(target, pathEnd, target.length(), QUERY_SIGNS) ? null : QUERY_WRONG;
    }

    private static boolean hasRightHeaders(HttpVersion version, HttpHeaders headers) {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && version.equals(HttpVersion.HTTP_1_1))) {
            return false;
        }
        String coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        String expected = headers.get(HttpHeaderNames.EXPECT);
        return (coding == null || coding.equalsIgnoreCase("chunked"))
                && (expected == null || expected.equalsIgnoreCase("100-continue"));
    }

    private static boolean isRight(String target, int from, int to, String signs) {
        for (int i = from; i < to; i++) {
            char letter = target.charAt(i);
            if (!isLetterOrDigit(letter) && signs.indexOf(letter) < 0) {
                return false;
            }
            if (letter == '%' && !(i + 2 < to && isHex(target, i + 1) && isHex(target, i + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9');
    }

    private static boolean isHex(String text, int at) {
        return Character.digit(text.charAt(at), 16) >= 0;
    }
}
