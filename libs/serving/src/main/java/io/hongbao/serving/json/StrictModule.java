package io.hongbao.serving.json;

import io.hongbao.contracts.id.UserId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * Enums and times as they are written, which Jackson would trim; whole numbers in each form that
 * JSON has; ids of users as text, since JavaScript's numbers are exact up to 2^53 only.
 */
final class StrictModule extends SimpleModule {

    private static final long serialVersionUID = 1;

    StrictModule() {
        addSerializer(UserId.class, ToStringSerializer.instance);
        setDeserializers(new Readers());
    }

    private static final class Readers extends SimpleDeserializers {

        private static final long serialVersionUID = 1;

        Readers() {
            super(
                    Map.of(
                            UserId.class, new UserIdReader(),
                            Instant.class, new TextReader(Instant.class, Readers::instant),
                            int.class, new WholeNumberReader(int.class),
                            Integer.class, new WholeNumberReader(Integer.class),
                            long.class, new WholeNumberReader(long.class),
                            Long.class, new WholeNumberReader(Long.class)));
        }

        private static Optional<Instant> instant(String text) {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeException notATime) {
                return Optional.empty();
            }
        }

        @Override
        public ValueDeserializer<?> findEnumDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            Map<String, Object> constants =
                    Arrays.stream(type.getRawClass().getEnumConstants())
                            .collect(
                                    Collectors.toMap(
                                            constant -> ((Enum<?>) constant).name(),
                                            constant -> constant));
            return new TextReader(
                    type.getRawClass(), text -> Optional.ofNullable(constants.get(text)));
        }
    }
}
