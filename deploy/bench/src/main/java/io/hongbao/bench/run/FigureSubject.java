package io.hongbao.bench.run;

import io.hongbao.bench.traffic.Scenario;
import io.hongbao.bench.traffic.Via;

/** What one figure is about. */
sealed interface FigureSubject {

    /** As it is called in reports. */
    String figure();

    record Hello() implements FigureSubject {

        @Override
        public String figure() {
            return "hello";
        }
    }

    /** {@code hot}: one packet at a time, as in {@link Scenario#OPEN_HOT}. */
    record Naive(boolean hot) implements FigureSubject {

        @Override
        public String figure() {
            return hot ? "naive-hot" : "naive";
        }

        int shares() {
            return (hot ? Scenario.OPEN_HOT : Scenario.OPEN_MANY).shares();
        }
    }

    record Calls(Scenario scenario, Via via) implements FigureSubject {

        @Override
        public String figure() {
            return via == Via.GATEWAY ? scenario.text() : scenario.text() + " direct";
        }
    }
}
