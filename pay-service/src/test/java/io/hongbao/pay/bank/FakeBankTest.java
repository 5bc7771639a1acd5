package io.hongbao.pay.bank;

import io.hongbao.pay.FakeBank;
import io.hongbao.pay.FakeBank.Fault;

class FakeBankTest extends BankChannelContract {

    private final FakeBank bank = new FakeBank();

    @Override
    BankChannel bank() {
        return bank;
    }

    @Override
    void fault(Fault fault) {
        bank.fault(fault);
    }

    @Override
    long debitedFen() {
        return bank.debited().fen();
    }
}
