package io.hongbao.lanes.commit;

import java.time.Duration;

/** Limits that no machine exceeds, however slow: of lanes whose database is well. */
final class PatientLimits {

    static final SessionLimits LIMITS =
            new SessionLimits(
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5));

    private PatientLimits() {}
}
