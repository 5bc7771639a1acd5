package io.hongbao.serving.problem;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.problem.ProblemCode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.ClassUtils;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever leaves a controller as an exception into a problem. */
@RestControllerAdvice
public class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final String WHOLE_NUMBER = "must be a whole number in range";

    private final ProblemWriter writer;

    ProblemAdvice(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(ProblemException e) {
        return writer.entity(e.body());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> unreadable(HttpMessageNotReadableException e) {
        return switch (e.getCause()) {
            case UnrecognizedPropertyException unknown ->
                    field(path(unknown), "must be a field that this call knows");
            case MismatchedInputException wrong -> field(path(wrong), rule(wrong.getTargetType()));
            case InputCoercionException outOfRange -> field(path(outOfRange), WHOLE_NUMBER);
            case StreamConstraintsException _ ->
                    field("body", "must be less deeply nested, with shorter names and numbers");
            case JacksonException _ ->
                    field("body", "must be well-formed JSON in UTF-8, with no field twice");
            case null, default -> field("body", "must be there, as JSON");
        };
    }

    @ExceptionHandler
    ResponseEntity<byte[]> missingHeader(MissingRequestHeaderException e) {
        return field(e.getHeaderName(), "must be there");
    }

    @ExceptionHandler
    ResponseEntity<byte[]> missingParameter(MissingServletRequestParameterException e) {
        return field(e.getParameterName(), "must be there");
    }

    @ExceptionHandler
    ResponseEntity<byte[]> wrongType(MethodArgumentTypeMismatchException e) {
        return field(e.getName(), "must have the right type");
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<byte[]> notFound() {
        return writer.entity(
                ProblemBody.of(ProblemCode.NOT_FOUND, "there is nothing at this path"));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> wrongMethod(HttpRequestMethodNotSupportedException e) {
        var answer =
                writer.entity(
                        ProblemBody.of(
                                ProblemCode.METHOD_NOT_ALLOWED,
                                "must be a method that this path serves: method=" + e.getMethod()));
        var allowed = e.getSupportedHttpMethods();
        return allowed == null
                ? answer
                : ResponseEntity.status(answer.getStatusCode())
                        .headers(answer.getHeaders())
                        .header(
                                HttpHeaders.ALLOW,
                                allowed.stream()
                                        .map(HttpMethod::name)
                                        .collect(Collectors.joining(", ")))
                        .body(answer.getBody());
    }

    /** The outermost catch: a bug, or a fault that nobody foresaw. */
    @ExceptionHandler
    ResponseEntity<byte[]> broken(Exception e) {
        LOG.error("request failed", e);
        return writer.entity(
                ProblemBody.of(ProblemCode.INTERNAL_ERROR, "the fault is logged on our side"));
    }

    private ResponseEntity<byte[]> field(String field, String detail) {
        return writer.entity(ProblemException.field(field, detail).body());
    }

    /** What a value of {@code type} must be, in words that name neither our parser nor classes. */
    private static String rule(@Nullable Class<?> type) {
        if (type == null) {
            return "must have the right type";
        }
        if (type.isEnum()) {
            return "must be one of " + List.of(type.getEnumConstants());
        }
        if (Number.class.isAssignableFrom(ClassUtils.resolvePrimitiveIfNecessary(type))) {
            return WHOLE_NUMBER;
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "must be a list";
        }
        return Map.of(
                        UserId.class, "must be a user id: 1 to " + Long.MAX_VALUE,
                        String.class, "must be text",
                        Instant.class, "must be a time such as 2026-11-21T04:00:00Z")
                .getOrDefault(type, "must be an object, with nothing after it");
    }

    /** {@code recipients[2]}, {@code totalFen}, or {@code body} where no field is to blame. */
    private static String path(JacksonException e) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }
}
