package io.hongbao.serving.json;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/**
 * Refuses what lenient readers let pass: unknown fields, numbers as text, text as numbers, blanks
 * around text, null for a number, the same field twice, anything after the body.
 */
@AutoConfiguration
public class StrictJsonConfig {

    /** Bodies are UTF-8, also those that look like UTF-16. */
    @Bean
    JsonFactoryBuilderCustomizer onlyUtf8() {
        return builder -> builder.disable(TokenStreamFactory.Feature.CHARSET_DETECTION);
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return builder -> {
            builder.addModule(new StrictModule())
                    .enable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
            builder.withCoercionConfig(
                    LogicalType.Textual,
                    text ->
                            text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
        };
    }
}
