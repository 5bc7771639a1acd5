package io.hongbao.bench.capacity;

/**
 * What the fleet stands on.
 *
 * @param zones over which everything is spread evenly
 * @param spare the part of the fleet that may be lost, 0 to less than 1
 * @param busy the part of a core's time that is used at the peak: queues grow beyond it
 * @param serviceCores of a machine with one instance of a service
 * @param databaseCores of a machine with one database server
 * @param networkGbit of each machine, a second
 */
public record Site(
        int zones,
        double spare,
        double busy,
        int serviceCores,
        int databaseCores,
        double networkGbit) {

    private static final int ZONES_MAX = 100;
    private static final int CORES_MAX = 1_024;
    private static final double BYTES_A_GBIT = 1e9 / 8;

    public Site {
        mustBe(zones >= 1 && zones <= ZONES_MAX, "1 to 100", "--zones", zones);
        mustBe(spare >= 0 && spare < 1, ">= 0 and < 1", "--spare", spare);
        mustBe(busy > 0 && busy <= 1, "> 0 and <= 1", "--busy", busy);
        mustBe(within(serviceCores), "1 to 1024", "--cores", serviceCores);
        mustBe(within(databaseCores), "1 to 1024", "--database-cores", databaseCores);
        mustBe(networkGbit > 0 && Double.isFinite(networkGbit), "> 0", "--network", networkGbit);
    }

    private static boolean within(int cores) {
        return cores >= 1 && cores <= CORES_MAX;
    }

    private static void mustBe(boolean holds, String rule, String option, Number value) {
        if (!holds) {
            throw new IllegalArgumentException("must be " + rule + ": " + option + "=" + value);
        }
    }

    /** So many that the load fits when the spare part is gone, and the same in every zone. */
    int spread(double machinesBusy) {
        double withSpare = machinesBusy / (1 - spare);
        // What is a whole number on paper must not become one more by rounding.
        long inZone = (long) Math.ceil(withSpare / zones - 1e-9);
        return Math.toIntExact(Math.max(1, inZone) * zones);
    }

    /** What one machine's network takes in a second. */
    double networkBytes() {
        return networkGbit * BYTES_A_GBIT;
    }
}
