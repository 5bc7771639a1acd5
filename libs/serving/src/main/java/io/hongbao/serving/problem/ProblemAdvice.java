package io.hongbao.serving.problem;

import io.hongbao.contracts.problem.ProblemCode;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
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
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever leaves a controller as an exception into a problem. */
@RestControllerAdvice
public class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

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
                    field(path(unknown), "must be a known field");
            case DatabindException wrong -> field(path(wrong), rule(wrong));
            case InputCoercionException outOfRange ->
                    field(path(outOfRange), "must be a number in range");
            case JacksonException malformed ->
                    field("body", "must be JSON: " + malformed.getOriginalMessage());
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
        return field(e.getName(), "must have the right type: " + e.getName() + "=" + e.getValue());
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<byte[]> notFound() {
        return writer.entity(ProblemBody.of(ProblemCode.NOT_FOUND, "must be a path of the API"));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> wrongMethod(HttpRequestMethodNotSupportedException e) {
        var answer =
                writer.entity(
                        ProblemBody.of(
                                ProblemCode.METHOD_NOT_ALLOWED,
                                "must be another method: method=" + e.getMethod()));
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

    @ExceptionHandler
    ResponseEntity<byte[]> wrongMediaType(HttpMediaTypeNotSupportedException e) {
        return writer.entity(
                ProblemBody.of(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "must be application/json: Content-Type=" + e.getContentType()));
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

    private static String rule(DatabindException wrong) {
        String first = String.valueOf(wrong.getOriginalMessage()).lines().findFirst().orElse("");
        return first.startsWith("Duplicate") || first.contains("uplicate")
                ? "must be there once"
                : "must have the right type";
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
