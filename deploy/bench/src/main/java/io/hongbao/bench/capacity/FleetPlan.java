package io.hongbao.bench.capacity;

import java.util.List;

/**
 * A fleet.
 *
 * @param needs what more machines give
 * @param limits what they do not, the tightest first
 * @param partitions that each topic would need
 * @param networkBytes sent in a second, replicas of databases included
 */
public record FleetPlan(List<Need> needs, List<Limit> limits, int partitions, double networkBytes) {

    /**
     * Machines of one kind.
     *
     * @param busyCores that work at the peak
     * @param cores of one machine
     * @param because what decides their number
     */
    public record Need(String part, double busyCores, int machines, int cores, String because) {}

    /**
     * Something of which there can be no more.
     *
     * @param asked at the peak, with the spare part gone
     * @param most that there can be
     * @param unit of both
     * @param effect what users notice beyond it
     */
    public record Limit(String name, double asked, double most, String unit, String effect) {

        public double used() {
            return asked / most;
        }
    }

    /** What is used up first when the load grows. */
    public Limit firstBottleneck() {
        return limits.getFirst();
    }
}
