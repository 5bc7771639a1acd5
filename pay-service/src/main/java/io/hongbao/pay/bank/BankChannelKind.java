package io.hongbao.pay.bank;

/**
 * Makes channels of one kind: all that a new way to banks has to bring, as a Spring bean. Time
 * limit, bulkhead, breaker and meters are put around each of its channels.
 */
public interface BankChannelKind {

    /** As in {@code hongbao.banks.<name>.kind}. */
    String kind();

    /**
     * A channel of this name. Its calls may be interrupted, and are when they last longer than
     * {@code settings.answerMax()}. Throws {@code IllegalArgumentException} that names the setting
     * for settings that cannot be used.
     *
     * @param refusal is to be told whenever the bank refuses or accepts us
     */
    BankChannel channel(String name, BankSettings.Bank settings, BankRefusal refusal);
}
