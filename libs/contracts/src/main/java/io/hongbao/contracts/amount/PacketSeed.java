package io.hongbao.contracts.amount;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.SecretKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The source of a packet's random numbers: {@code HMAC-SHA-256(seed key of the day, order number)}.
 * Never stored, logged or sent before the packet has ended; its {@link #commitment} is shown from
 * the start, which proves that the amounts were fixed before the first open.
 */
public final class PacketSeed {

    private final byte[] bytes;

    /** Made for the first draw: it takes longer than all that is told of a new packet. */
    private @Nullable SecretKey key;

    private PacketSeed(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Throws {@link IllegalStateException} when no seed key holds on the order number's day. */
    public static PacketSeed of(DayKeys seedKeys, OrderNumber number) {
        SecretKey key =
                seedKeys.forDay(number.day())
                        .orElseThrow(
                                () -> new IllegalStateException("no seed key for " + number.day()));
        return new PacketSeed(key.mac(number.value()));
    }

    /** The seed that a client was shown, for checking the amounts of an ended packet. */
    public static PacketSeed ofHex(String hex) {
        var seed = new PacketSeed(HexFormat.of().parseHex(hex));
        // Refuses what is too short.
        SecretKey _ = seed.key();
        return seed;
    }

    /** {@code SHA-256(seed)} in lower-case hex. */
    public String commitment() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The seed in lower-case hex: to be told only when the packet has ended. */
    public String reveal() {
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * One draw of a packet: two numbers, each uniform over all that 64 bits hold, read as unsigned.
     *
     * @param forAmount bytes 0 to 7, big-endian
     * @param forRest bytes 8 to 15, big-endian: for what else is decided
     */
    record Draw(long forAmount, long forRest) {}

    /** The draw that {@code of} names, of {@code HMAC-SHA-256(seed, of in ASCII)}. */
    Draw draw(String of) {
        byte[] code = key().mac(of.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer numbers = ByteBuffer.wrap(code);
        return new Draw(numbers.getLong(), numbers.getLong());
    }

    /** Threads that make it at once make the same. */
    private SecretKey key() {
        SecretKey made = key;
        if (made == null) {
            made = SecretKey.of(bytes);
            key = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return "PacketSeed[not shown]";
    }
}
