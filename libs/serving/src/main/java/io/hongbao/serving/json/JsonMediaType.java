package io.hongbao.serving.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What a body must say it is. */
public final class JsonMediaType {

    private static final MediaType WITH_CHARSET =
            new MediaType(MediaType.APPLICATION_JSON, StandardCharsets.UTF_8);

    private JsonMediaType() {}

    /** Whether it is {@code application/json}, with no parameter or {@code charset=utf-8}. */
    public static boolean matches(@Nullable String contentType) {
        try {
            MediaType type = contentType == null ? null : MediaType.parseMediaType(contentType);
            return MediaType.APPLICATION_JSON.equals(type) || WITH_CHARSET.equals(type);
        } catch (InvalidMediaTypeException notOne) {
            return false;
        }
    }
}
