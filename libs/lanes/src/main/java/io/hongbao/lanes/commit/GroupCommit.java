package io.hongbao.lanes.commit;

import io.hongbao.lanes.lane.BatchHandler;
import java.util.List;

/**
 * Many commands, one commit: a batch handler with a connection of its own, closed when the lane is
 * idle or ends.
 */
public final class GroupCommit<C, R> implements BatchHandler<C, R> {

    private final LaneConnection connection;
    private final CommitHandler<C, R> handler;

    public GroupCommit(LaneConnection connection, CommitHandler<C, R> handler) {
        this.connection = connection;
        this.handler = handler;
    }

    @Override
    public List<R> handle(List<C> batch) {
        return handler.handle(connection, batch);
    }

    @Override
    public void whenIdle() {
        connection.close();
    }

    @Override
    public void whenClosed() {
        connection.close();
    }
}
