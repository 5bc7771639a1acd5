package io.hongbao.packet.call;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.UserId;
import io.hongbao.packet.decide.PacketCommand;
import io.hongbao.packet.lane.LaneAnswers;
import io.hongbao.packet.set.SetHandle;
import io.hongbao.packet.set.SetRouter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Goes the way of calls before any call is welcome, with packets that do not exist: the first users
 * of a new instance would else wait for classes to load, longer than a call may take. Changes
 * nothing, and a SET that does not answer is no reason not to start.
 */
@Component
final class WarmUpLanes implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmUpLanes.class);

    /** No further round begins then. */
    private static final Duration AT_MOST = Duration.ofSeconds(3);

    private static final Duration ROUND_MAX = Duration.ofSeconds(3);
    private static final int ROUNDS_MAX = 50;
    private static final LocalDate NO_PACKETS_DAY = LocalDate.of(2000, 1, 1);
    private static final UserId NOBODY = new UserId(1);

    private final SetRouter sets;
    private final Clock clock;

    WarmUpLanes(SetRouter sets, Clock clock) {
        this.sets = sets;
        this.clock = clock;
    }

    /** One SET is enough: the others are served by the same code. */
    @Override
    public void run(ApplicationArguments arguments) {
        Optional<SetHandle> set = sets.connected().stream().findFirst();
        if (set.isEmpty()) {
            return;
        }
        Instant until = clock.instant().plus(AT_MOST);
        try {
            for (int round = 0; round < ROUNDS_MAX && clock.instant().isBefore(until); round++) {
                goRound(set.get(), clock.instant().plus(ROUND_MAX));
            }
        } catch (RuntimeException failure) {
            log.warn("not warmed up: set={} reason={}", set.get().id(), failure.toString());
        }
    }

    private void goRound(SetHandle set, Instant deadline) {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int table = 0; table < OrderNumber.TABLES; table++) {
            var nothing = OrderNumber.of(NO_PACKETS_DAY, 0, set.id(), table);
            answers.add(set.lanes().submit(new PacketCommand.Open(nothing, NOBODY), deadline));
            answers.add(set.lanes().read(nothing, deadline));
        }
        for (CompletableFuture<?> answer : answers) {
            LaneAnswers.await(answer, Duration.between(clock.instant(), deadline));
        }
    }
}
