package io.hongbao.local.load;

import io.hongbao.contracts.id.UserId;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Users of one load, whom in all likelihood nobody saw before. */
final class LoadUsers {

    /** Who opens and grabs. */
    static final int OPENERS = 200;

    private static final long FIRST = 1_000_000_000L;
    private static final int USERS_MAX = 1_000;

    private final List<UserId> senders;
    private final List<UserId> openers;

    LoadUsers(RandomGenerator random, int senders) {
        long first = FIRST + USERS_MAX * (long) random.nextInt(Integer.MAX_VALUE);
        this.senders = users(first, senders + 1);
        this.openers = users(first + senders + 1, OPENERS);
    }

    /** Who pays, one more than asked for: the last for what is prepared. */
    List<UserId> senders() {
        return senders;
    }

    UserId opener(int number) {
        return openers.get(number % OPENERS);
    }

    List<UserId> all() {
        return Stream.concat(senders.stream(), openers.stream()).toList();
    }

    private static List<UserId> users(long first, int count) {
        return LongStream.range(first, first + count).mapToObj(UserId::new).toList();
    }
}
