package io.hongbao.e2e;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Lends each test class a suite with the ordinary times, for itself alone: it may kill what it
 * likes. There are never more of them than classes run at once, and the next class gets one that is
 * idle.
 */
final class RunningSuites implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(RunningSuites.class);
    private static final Deque<RunningSuite> IDLE = new ConcurrentLinkedDeque<>();
    private static final AtomicInteger STARTED = new AtomicInteger();

    /** What one class has, given back when it ends. */
    private record Lent(RunningSuite suite) implements AutoCloseable {

        static Lent next() {
            RunningSuite idle = IDLE.poll();
            return new Lent(
                    idle == null
                            ? RunningSuite.ofOrdinaryTimes("suite-" + STARTED.incrementAndGet())
                            : idle);
        }

        @Override
        public void close() {
            IDLE.push(suite);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningSuite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return ofClass(context)
                .getStore(NAMESPACE)
                .computeIfAbsent(Lent.class, _ -> Lent.next(), Lent.class)
                .suite();
    }

    private static ExtensionContext ofClass(ExtensionContext context) {
        ExtensionContext each = context;
        while (each.getTestMethod().isPresent()) {
            each = each.getParent().orElseThrow();
        }
        return each;
    }
}
