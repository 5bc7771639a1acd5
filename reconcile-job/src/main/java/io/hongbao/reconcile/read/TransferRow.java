package io.hongbao.reconcile.read;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code transfer}.
 *
 * @param place the wallet shard
 */
public record TransferRow(
        String place,
        String kind,
        String businessNo,
        String debitAccount,
        String creditAccount,
        long amountFen,
        long userId,
        @Nullable String wrapKey) {

    public static final String TOP_UP = "TOP_UP";
    public static final String PACKET_PAY = "PACKET_PAY";
    public static final String SHARE_CREDIT = "SHARE_CREDIT";
    public static final String PACKET_REFUND = "PACKET_REFUND";
    public static final String PAYMENT_REFUND = "PAYMENT_REFUND";

    public static final String ESCROW = "escrow";
    public static final String BANK = "bank";

    private static final int ORDER_LENGTH = 22;
    private static final Pattern ORDER = Pattern.compile("[0-9]{22}");
    private static final Pattern ORDER_AND_SHARE = Pattern.compile("[0-9]{22}:[0-9]{1,5}");

    public static String accountOf(long userId) {
        return "user:" + userId;
    }

    /** Whether the business number has the form that its kind prescribes. */
    public boolean wellNamed() {
        return switch (kind) {
            case PACKET_PAY, PACKET_REFUND, PAYMENT_REFUND -> ORDER.matcher(businessNo).matches();
            case SHARE_CREDIT -> ORDER_AND_SHARE.matcher(businessNo).matches();
            default -> true;
        };
    }

    /** The packet that it is for; of {@link #wellNamed} packet transfers only. */
    public String orderNo() {
        return businessNo.substring(0, ORDER_LENGTH);
    }

    /** The share that it credits; of {@link #wellNamed} SHARE_CREDITs only. */
    public int shareNo() {
        return Integer.parseInt(businessNo.substring(ORDER_LENGTH + 1));
    }
}
