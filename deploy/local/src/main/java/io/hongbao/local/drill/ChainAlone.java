package io.hongbao.local.drill;

import io.hongbao.local.part.Part;
import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.LocalSuite;
import java.util.List;
import java.util.regex.Pattern;

/**
 * All that a packet does not need on its way ends, and the chain of gateway, services, databases,
 * Kafka and banks is left alone.
 *
 * @param others what is no part of the chain
 */
record ChainAlone(LocalSuite suite, List<String> others) implements Fault {

    private static final Pattern CHAIN =
            Pattern.compile("(gateway|packet-service|pay-service|set|wallet|kafka|bank)(-\\w+)?");

    static ChainAlone of(LocalSuite suite) {
        List<String> others =
                suite.parts().stream()
                        .map(Part::name)
                        .filter(name -> !CHAIN.matcher(name).matches())
                        .toList();
        if (others.isEmpty()) {
            throw new StartException("nothing but the chain is there: the drill shows nothing");
        }
        return new ChainAlone(suite, others);
    }

    @Override
    public void prepare() {
        others.forEach(suite::start);
    }

    @Override
    public void strike() {
        others.forEach(suite::stop);
    }

    @Override
    public void heal() {
        others.forEach(suite::start);
    }

    @Override
    public void tidy() {
        // All of it was there before.
    }

    @Override
    public String struck() {
        return String.join(", ", others) + ": ended; the chain is alone";
    }

    @Override
    public String healed() {
        return String.join(", ", others) + ": started again, and ready";
    }
}
