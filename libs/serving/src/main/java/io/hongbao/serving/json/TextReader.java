package io.hongbao.serving.json;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads values from text, exactly as it is. */
final class TextReader extends StdScalarDeserializer<Object> {

    private final Function<String, Optional<?>> parse;

    /**
     * Reads with {@code parse}.
     *
     * @param parse empty for text that is no such value
     */
    TextReader(Class<?> type, Function<String, Optional<?>> parse) {
        super(type);
        this.parse = parse;
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return context.handleUnexpectedToken(handledType(), parser);
        }
        String text = parser.getString();
        Optional<?> value = parse.apply(text);
        return value.isPresent()
                ? value.get()
                : context.handleWeirdStringValue(handledType(), text, "no such value");
    }
}
