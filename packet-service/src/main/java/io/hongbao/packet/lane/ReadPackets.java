package io.hongbao.packet.lane;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.lanes.commit.CommitHandler;
import io.hongbao.lanes.commit.LaneConnection;
import io.hongbao.packet.lane.ReadCommand.FindDue;
import io.hongbao.packet.lane.ReadCommand.ReadPacket;
import io.hongbao.packet.order.SetClock;
import io.hongbao.packet.state.PacketState;
import io.hongbao.packet.store.PacketReads;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all packets that wait in one go, without locks, and remembers them. */
final class ReadPackets implements CommitHandler<ReadCommand<?>, Object> {

    private final PacketMemory memory;
    private final SetClock clock;

    ReadPackets(PacketMemory memory, SetClock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public List<Object> handle(LaneConnection connection, List<ReadCommand<?>> batch) {
        return connection.read(session -> read(session, batch));
    }

    private List<Object> read(Connection session, List<ReadCommand<?>> batch) {
        var numbers = new LinkedHashSet<OrderNumber>();
        for (ReadCommand<?> command : batch) {
            if (command instanceof ReadPacket(var number)) {
                numbers.add(number);
            }
        }
        Map<OrderNumber, PacketState> found =
                numbers.isEmpty() ? Map.of() : PacketReads.read(session, numbers);
        found.values().forEach(memory::remember);
        Instant now = PacketReads.now(session);
        clock.observe(now);

        var answers = new ArrayList<Object>(batch.size());
        for (ReadCommand<?> command : batch) {
            answers.add(
                    switch (command) {
                        case ReadPacket(var number) -> Optional.ofNullable(found.get(number));
                        case FindDue(var table, var dueFor, var rowsMax) ->
                                PacketReads.due(session, table, dueFor, rowsMax);
                    });
        }
        return answers;
    }
}
