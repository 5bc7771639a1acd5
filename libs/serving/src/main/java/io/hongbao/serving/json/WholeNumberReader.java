package io.hongbao.serving.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Takes {@code 100.0} and {@code 1e2} for 100, as JSON Schema does: exactly, never rounded. All
 * else is as Jackson reads it.
 */
final class WholeNumberReader extends DelegatingDeserializer {

    private final Class<?> type;

    /**
     * Reads numbers of {@code type}.
     *
     * @param type {@code int}, {@code long}, or one of their wrappers
     */
    WholeNumberReader(Class<?> type) {
        this(type, NumberDeserializers.find(type));
    }

    private WholeNumberReader(Class<?> type, ValueDeserializer<?> jackson) {
        super(jackson);
        this.type = type;
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> jackson) {
        return new WholeNumberReader(type, jackson);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
            return super.deserialize(parser, context);
        }
        BigDecimal number = parser.getDecimalValue();
        try {
            boolean isInt = type == int.class || type == Integer.class;
            return isInt ? (Object) number.intValueExact() : (Object) number.longValueExact();
        } catch (ArithmeticException notWholeOrOutOfRange) {
            return context.handleWeirdNumberValue(type, number, "not a whole number in range");
        }
    }
}
