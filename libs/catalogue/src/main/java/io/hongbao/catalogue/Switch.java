package io.hongbao.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A function that operators may switch off while services run, because the fleet can do without it.
 *
 * @param name as in {@code runtime.yaml} and commands
 */
public record Switch(String name) {

    /** The lists of packets and of transfers. */
    public static final Switch LISTS = new Switch("lists");

    /** The wallet's first screen. */
    public static final Switch WALLET_HOME = new Switch("wallet-home");

    /** Pages and streams of notifications; they are written all the same. */
    public static final Switch NOTIFICATIONS = new Switch("notifications");

    /** Who opened what, in the details of a packet. */
    public static final Switch OPENERS = new Switch("openers");

    /** New payments and top-ups by card, and binding cards. */
    public static final Switch CARD_PAYMENTS = new Switch("card-payments");

    /** All but those of single banks. The first tier cannot be switched off. */
    public static final List<Switch> NAMED =
            List.of(
                    LISTS,
                    WALLET_HOME,
                    NOTIFICATIONS,
                    OPENERS,
                    CARD_PAYMENTS,
                    tier(2),
                    tier(3),
                    tier(4));

    private static final String BANK = "bank:";
    private static final Pattern BANK_FORM = Pattern.compile(BANK + "[a-z0-9-]{1,16}");

    /** All operations of a tier, and of those that matter less: as if the fleet were overloaded. */
    public static Switch tier(int number) {
        return new Switch("tier-" + number);
    }

    /** The same as {@link #CARD_PAYMENTS}, for the cards of one bank. */
    public static Switch bank(String bank) {
        return new Switch(BANK + bank);
    }

    /** Empty when there is no such switch; whether there is such a bank is not asked. */
    public static Optional<Switch> parse(String name) {
        var named = new Switch(name);
        return NAMED.contains(named) || BANK_FORM.matcher(name).matches()
                ? Optional.of(named)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
