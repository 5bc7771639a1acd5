package io.hongbao.serving.ticket;

import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.body.BodyLimitFilter;
import io.hongbao.serving.json.JsonMediaType;
import io.hongbao.serving.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses repeated headers, and bodies that do not say that they are JSON. */
final class CheckHeaders implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        SingleHeaders.check(name -> Collections.list(request.getHeaders(name)).size());
        if (handler instanceof HandlerMethod method && readsBody(method)) {
            checkType(request);
        }
        return true;
    }

    private static boolean readsBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    private static void checkType(HttpServletRequest request) {
        String type = request.getContentType();
        boolean nothingSaid = type == null && BodyLimitFilter.bodyOf(request).length == 0;
        if (!nothingSaid && !JsonMediaType.matches(type)) {
            throw ProblemException.of(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "must be application/json, in UTF-8");
        }
    }
}
