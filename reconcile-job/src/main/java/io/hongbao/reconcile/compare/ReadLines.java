package io.hongbao.reconcile.compare;

import io.hongbao.reconcile.compare.Comparison.Role;
import io.hongbao.reconcile.compare.Location.Shard;
import io.hongbao.reconcile.compare.Location.TableOfSet;
import io.hongbao.reconcile.read.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the lines of one block: at most a few thousand, in the order of their keys. */
public final class ReadLines {

    private final Shards shards;

    public ReadLines(Shards shards) {
        this.shards = shards;
    }

    /** A block of a SET's table. */
    public record Where(PacketDay day, int place, long block) {}

    /** The lines of the block that are in this part, by key. */
    public List<Line> read(
            Snapshot database, Comparison comparison, Role role, Location part, Where where) {
        Side side = comparison.side(role);
        KeyRanges.Range range = KeyRanges.ofBlock(where.day(), where.block());
        return switch (part) {
            case TableOfSet in ->
                    database.rows(
                            "select * from ("
                                    + side.linesSql(in.table())
                                    + ") as line order by line",
                            row -> line(row, in.name(), comparison.byShard() ? -1 : 0),
                            range.from(),
                            range.to());
            case Shard(String name, int index) ->
                    database.rows(
                            "select * from ("
                                    + side.linesSql(0)
                                    + ") as line where "
                                    + TakeFingerprints.placeOf("order_no")
                                    + " = ? order by line",
                            row -> line(row, name, index),
                            range.from(),
                            range.to(),
                            where.place());
        };
    }

    /** {@code shard} is negative where the user says which. */
    private Line line(ResultSet row, String place, int shard) throws SQLException {
        long user = row.getLong("user_id");
        return new Line(
                place,
                shard < 0 ? shards.of(user) : shard,
                row.getString("order_no"),
                row.getString("line"),
                user,
                row.getLong("fen"),
                row.getString("more"),
                instant(row.getObject("at", LocalDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime time) {
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
