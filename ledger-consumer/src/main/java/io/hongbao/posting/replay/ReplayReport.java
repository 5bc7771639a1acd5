package io.hongbao.posting.replay;

/**
 * What a replay came to.
 *
 * @param applied done, now or before
 * @param deadAgain back in the dead-letter topic, with today's reason
 * @param shardDown whether it stopped early: the rest stays where it is, for the next replay
 */
public record ReplayReport(int applied, int deadAgain, boolean shardDown) {

    /** 0 all applied, 1 some are dead again, 2 a shard is down. */
    public int exitCode() {
        if (shardDown) {
            return 2;
        }
        return deadAgain > 0 ? 1 : 0;
    }
}
