package io.hongbao.local.command;

import io.hongbao.contracts.id.SetId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The number of a SET as people write it: three digits, nothing else. */
final class SetNumber implements ITypeConverter<SetId> {

    @Override
    public SetId convert(String text) {
        try {
            return SetId.parse(text);
        } catch (IllegalArgumentException notThreeDigits) {
            throw new TypeConversionException("must be three digits, like 002: " + text);
        }
    }
}
