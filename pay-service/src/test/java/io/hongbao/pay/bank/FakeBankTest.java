package io.hongbao.pay.bank;

import io.hongbao.pay.FakeBank;
import io.hongbao.pay.FakeBank.Fault;

class FakeBankTest extends BankChannelContract {

    private final FakeBank bank = new FakeBank();

    @Override
    protected BankChannel bank() {
        return bank;
    }

    @Override
    protected void fault(Fault fault) {
        bank.fault(fault);
    }

    @Override
    protected Books books() {
        return new Books(bank.debited().fen(), bank.refunded().fen());
    }
}
