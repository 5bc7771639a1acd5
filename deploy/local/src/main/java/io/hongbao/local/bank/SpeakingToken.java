package io.hongbao.local.bank;

import io.hongbao.local.bank.BankBehaviour.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Card tokens whose ending says how the bank treats them. Every other token is a good card. */
enum SpeakingToken {
    /** Every debit is declined. */
    DECLINED(Fault.DECLINE, 0),
    /** The money moves, and the answer to the debit is lost. */
    UNCLEAR(Fault.LOSE_ANSWER, 0),
    /** The debit is lost on its way: nothing is booked, nothing answered. */
    LOST(Fault.CLOSE, 0),
    /** The debit takes a second. */
    SLOW(Fault.NONE, 1_000),
    /** No card: it cannot be bound, and debits are declined. */
    UNKNOWN(Fault.DECLINE, 0);

    private static final Pattern DIGITS = Pattern.compile("([0-9]{4})$");
    private static final int LAST_DIGITS = 10_000;

    private final Fault fault;
    private final long delayMs;

    SpeakingToken(Fault fault, long delayMs) {
        this.fault = fault;
        this.delayMs = delayMs;
    }

    /** What a token ends with. */
    String ending() {
        return "card-" + name().toLowerCase(Locale.ROOT);
    }

    /** What happens to each of its debits. */
    Fault fault() {
        return fault;
    }

    /** By how much longer each of its debits takes. */
    long delayMs() {
        return delayMs;
    }

    static Optional<SpeakingToken> of(String token) {
        for (SpeakingToken each : values()) {
            if (token.endsWith(each.ending())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** What its holder knows a card by: four digits, always the same for a token. */
    static String label(String token) {
        Matcher digits = DIGITS.matcher(token);
        if (digits.find()) {
            return "尾号 " + digits.group(1);
        }
        var crc = new CRC32();
        crc.update(token.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "尾号 %04d", crc.getValue() % LAST_DIGITS);
    }
}
