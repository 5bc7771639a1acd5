package io.hongbao.lanes.commit;

import java.util.List;

/** Handles a batch on the lane's own connection; see {@link GroupCommit}. */
@FunctionalInterface
public interface CommitHandler<C, R> {

    /** As {@link io.hongbao.lanes.lane.BatchHandler#handle}: reads, decides, writes, commits. */
    List<R> handle(LaneConnection connection, List<C> batch);
}
