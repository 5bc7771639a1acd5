package io.hongbao.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parts of a whole as people write them: 1/3, 0.33, 33%. */
final class PartText implements ITypeConverter<Double> {

    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?)(?:/([1-9][0-9]{0,5})|(%))?");

    private static final double PERCENT = 100;

    @Override
    public Double convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("must be a part, like 1/3, 0.33 or 33%: " + text);
        }
        double number = Double.parseDouble(matcher.group(1));
        if (matcher.group(2) != null) {
            return number / Double.parseDouble(matcher.group(2));
        }
        return matcher.group(3) == null ? number : number / PERCENT;
    }
}
