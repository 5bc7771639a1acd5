package io.hongbao.packet.replay;

/**
 * What a replay came to.
 *
 * @param published in the payments topic again, where the packet service finds them
 * @param unusable without a word of where they came from: nobody knows where they belong
 */
record ReplayReport(int published, int unusable) {

    /** 0 all published again, 1 some could not be. */
    int exitCode() {
        return unusable > 0 ? 1 : 0;
    }
}
