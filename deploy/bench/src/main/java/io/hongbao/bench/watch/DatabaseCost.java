package io.hongbao.bench.watch;

/**
 * What one database server did.
 *
 * @param statements that clients sent ({@code Questions}), commits among them
 * @param commits those that were told to commit ({@code Com_commit})
 * @param redoBytes written to the redo log
 * @param binlogBytes written to the binlog; 0 where there is none, as on one machine
 * @param connections sessions of services at the end of the load
 */
public record DatabaseCost(
        long statements, long commits, long redoBytes, long binlogBytes, int connections) {

    public static final DatabaseCost NONE = new DatabaseCost(0, 0, 0, 0, 0);

    /** Of several servers together. */
    public DatabaseCost plus(DatabaseCost other) {
        return new DatabaseCost(
                statements + other.statements,
                commits + other.commits,
                redoBytes + other.redoBytes,
                binlogBytes + other.binlogBytes,
                connections + other.connections);
    }

    /** The connections are those of now, the rest is what came since. */
    DatabaseCost since(DatabaseCost before) {
        return new DatabaseCost(
                statements - before.statements,
                commits - before.commits,
                redoBytes - before.redoBytes,
                binlogBytes - before.binlogBytes,
                connections);
    }
}
