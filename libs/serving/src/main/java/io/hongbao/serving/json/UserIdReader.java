package io.hongbao.serving.json;

import io.hongbao.contracts.id.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a user's id from text, or from a whole number. */
final class UserIdReader extends StdScalarDeserializer<Object> {

    UserIdReader() {
        super(UserId.class);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        Optional<UserId> id =
                switch (parser.currentToken()) {
                    case VALUE_STRING -> UserId.parse(parser.getString());
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                            UserId.parse(context.readValue(parser, Long.class).toString());
                    default -> Optional.empty();
                };
        return id.isPresent() ? id.get() : context.handleUnexpectedToken(UserId.class, parser);
    }
}
