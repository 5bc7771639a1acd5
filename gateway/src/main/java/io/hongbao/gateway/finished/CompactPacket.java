package io.hongbao.gateway.finished;

import io.hongbao.contracts.call.FinishedPacket;
import io.hongbao.contracts.call.FinishedPacket.Opener;
import io.hongbao.contracts.id.UserId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A finished packet in little memory: its openers in ascending order of user. */
final class CompactPacket {

    private final boolean exclusive;
    private final long[] users;
    private final long[] amountsFen;
    private final long[] openedAtMs;

    CompactPacket(FinishedPacket packet) {
        exclusive = packet.exclusive();
        List<Opener> openers =
                packet.openers().stream().sorted(Comparator.comparingLong(Opener::userId)).toList();
        users = openers.stream().mapToLong(Opener::userId).toArray();
        amountsFen = openers.stream().mapToLong(Opener::amountFen).toArray();
        openedAtMs = openers.stream().mapToLong(Opener::openedAtMs).toArray();
    }

    boolean exclusive() {
        return exclusive;
    }

    int count() {
        return users.length;
    }

    Optional<Opener> find(UserId user) {
        int at = Arrays.binarySearch(users, user.value());
        return at < 0
                ? Optional.empty()
                : Optional.of(new Opener(users[at], amountsFen[at], openedAtMs[at]));
    }
}
