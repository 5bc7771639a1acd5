package io.hongbao.local.suite;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instance of a service of which there can be several: {@code packet-service} is the first,
 * {@code packet-service-2} the second.
 */
public record InstanceName(String module, int number) implements Comparable<InstanceName> {

    public static final String PACKET = "packet-service";
    public static final String PAY = "pay-service";

    /** One digit: the ports of a tenth instance would be another service's. */
    public static final int MAX = 9;

    static final List<InstanceName> FIRST =
            List.of(new InstanceName(PACKET, 1), new InstanceName(PAY, 1));

    private static final Pattern FORM =
            Pattern.compile("(" + PACKET + "|" + PAY + ")(?:-([2-9]))?");

    static Optional<InstanceName> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String number = matcher.group(2);
        return Optional.of(
                new InstanceName(matcher.group(1), number == null ? 1 : Integer.parseInt(number)));
    }

    @Override
    public int compareTo(InstanceName other) {
        return Comparator.comparing(InstanceName::module)
                .thenComparing(InstanceName::number)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return number == 1 ? module : module + "-" + number;
    }
}
