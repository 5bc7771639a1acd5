package io.hongbao.packet.heal;

import io.hongbao.contracts.id.SetId;
import io.hongbao.lanes.fault.LaneFault;
import java.util.Map;

/** All SETs, as those see them who choose one for something new. */
public interface WeighedSets {

    /** What each SET gets of new orders now; 0 for one that is out. */
    Map<SetId, Integer> weights();

    /** Something new was not made by this SET, and goes on to the next if there is one. */
    void left(SetId set, LaneFault fault);
}
