package io.hongbao.local.command;

import io.hongbao.catalogue.RuntimeSettings;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a rate as the command line has it: a whole number of records a second, or none. */
final class RateConverter implements ITypeConverter<OptionalInt> {

    private static final String UNLIMITED = "unlimited";

    @Override
    public OptionalInt convert(String text) {
        if (text.equals(UNLIMITED)) {
            return OptionalInt.empty();
        }
        try {
            int rate = Integer.parseInt(text);
            if (rate >= 1 && rate <= RuntimeSettings.RATE_MAX) {
                return OptionalInt.of(rate);
            }
        } catch (NumberFormatException notANumber) {
            // The mistake below says what is expected.
        }
        throw new TypeConversionException(
                "must be "
                        + UNLIMITED
                        + " or a number from 1 to "
                        + RuntimeSettings.RATE_MAX
                        + ": "
                        + text);
    }
}
