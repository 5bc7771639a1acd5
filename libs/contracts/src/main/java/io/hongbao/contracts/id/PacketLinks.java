package io.hongbao.contracts.id;

import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Makes and checks the form of an order number that leaves the system: {@code orderNumber-mac},
 * where mac is the first 60 bits of HMAC-SHA-256 in Crockford's base32, 12 upper-case letters, so
 * that nobody walks through packets by counting. The day in the order number selects the key.
 *
 * <p>Source of the alphabet: Douglas Crockford, "Base 32".
 */
public final class PacketLinks {

    public static final int LENGTH = OrderNumber.LENGTH + 1 + 12;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LETTERS = 12;
    private static final int BITS_A_LETTER = 5;

    private final DayKeys keys;

    public PacketLinks(DayKeys keys) {
        this.keys = keys;
    }

    /** Throws {@link IllegalStateException} when no key holds on the order number's day. */
    public String linkTo(OrderNumber number) {
        SecretKey key =
                keys.forDay(number.day())
                        .orElseThrow(
                                () -> new IllegalStateException("no link key for " + number.day()));
        return number.value() + '-' + mac(key, number);
    }

    /** The order number in {@code link}; empty when it is malformed or its mac is wrong. */
    public Optional<OrderNumber> check(String link) {
        if (link.length() != LENGTH || link.charAt(OrderNumber.LENGTH) != '-') {
            return Optional.empty();
        }
        return OrderNumber.parse(link.substring(0, OrderNumber.LENGTH))
                .filter(number -> hasMac(number, link.substring(OrderNumber.LENGTH + 1)));
    }

    private boolean hasMac(OrderNumber number, String actual) {
        return keys.forDay(number.day())
                .map(key -> differences(mac(key, number), actual) == 0)
                .orElse(false);
    }

    /** Looks at every letter, so that the time tells nothing. */
    private static int differences(String expected, String actual) {
        int differences = 0;
        for (int i = 0; i < LETTERS; i++) {
            differences |= expected.charAt(i) ^ actual.charAt(i);
        }
        return differences;
    }

    private static String mac(SecretKey key, OrderNumber number) {
        long bits = ByteBuffer.wrap(key.mac(number.value())).getLong();
        var letters = new StringBuilder(LETTERS);
        for (int shift = Long.SIZE - BITS_A_LETTER; letters.length() < LETTERS; ) {
            letters.append(ALPHABET.charAt((int) (bits >>> shift) & 31));
            shift -= BITS_A_LETTER;
        }
        return letters.toString();
    }
}
