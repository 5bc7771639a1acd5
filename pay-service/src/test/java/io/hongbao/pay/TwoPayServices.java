package io.hongbao.pay;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.pay.FakeBank.Fault;
import io.hongbao.pay.TestPayService.Answer;
import io.hongbao.testkit.cases.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/** Two instances of the service on the same wallets and with the same bank. */
public final class TwoPayServices implements AutoCloseable {

    /** After which each document that has not ended is due. */
    public static final Duration LONG = Duration.ofMinutes(5);

    public final TestPayService one;
    public final TestPayService two;

    private TwoPayServices(TestPayService one, TestPayService two) {
        this.one = one;
        this.two = two;
    }

    /** With the same settings for both. */
    public static TwoPayServices start(String... settings) {
        var wallets = TestWallets.create();
        var clock = new MovableClock(TestPayService.NOON);
        var bank = new FakeBank();
        var both =
                new TwoPayServices(
                        TestPayService.start(wallets, clock, bank, settings),
                        TestPayService.start(wallets, clock, bank, settings));
        both.one.waitUntilReady();
        both.two.waitUntilReady();
        return both;
    }

    @Override
    public void close() {
        two.close();
        one.close();
    }

    /** Whatever the bank did: it is well again, and is asked once about what is under way. */
    public void assertMoneyIsConserved() {
        one.bank.fault(Fault.NONE);
        one.clock.advance(LONG);
        one.retryDocuments();
        one.assertMoneyIsConserved();
    }

    /** When the next day begins in Shanghai. */
    public Instant midnight() {
        return LocalDate.ofInstant(one.clock.instant(), OrderNumber.ZONE)
                .plusDays(1)
                .atStartOfDay(OrderNumber.ZONE)
                .toInstant();
    }

    /** How often each word was answered to so many calls at once, every other to each instance. */
    public Map<String, Integer> atOnce(int calls, BiFunction<TestPayService, Integer, Answer> call)
            throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < calls; i++) {
                int number = i;
                TestPayService service = i % 2 == 0 ? one : two;
                answers.add(threads.submit(() -> call.apply(service, number)));
            }
        }
        var words = new TreeMap<String, Integer>();
        for (Future<Answer> answer : answers) {
            words.merge(answer.get().word(), 1, Integer::sum);
        }
        return words;
    }
}
