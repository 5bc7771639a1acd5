package io.hongbao.packet.pay;

/** The pay service, or a wallet shard behind it, does not answer now. */
public final class PayServiceSilent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PayServiceSilent(String reason) {
        super("must hear from the pay service first which SETs have been paid in: " + reason);
    }
}
