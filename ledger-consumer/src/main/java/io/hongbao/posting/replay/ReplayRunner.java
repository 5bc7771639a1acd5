package io.hongbao.posting.replay;

import io.hongbao.posting.apply.ApplyRecords;
import io.hongbao.posting.dead.DeadLetters;
import io.hongbao.posting.shard.ShardWatch;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;

/** Runs one replay when the program has started; its outcome is the exit code. */
final class ReplayRunner implements ApplicationRunner, ExitCodeGenerator {

    private static final Logger log = LoggerFactory.getLogger(ReplayRunner.class);

    private final String group;
    private final Supplier<Consumer<byte[], byte[]>> consumer;
    private final Supplier<ApplyRecords<?>> apply;
    private final DeadLetters deadLetters;
    private final ShardWatch watch;
    private int exitCode;

    ReplayRunner(
            String group,
            Supplier<Consumer<byte[], byte[]>> consumer,
            Supplier<ApplyRecords<?>> apply,
            DeadLetters deadLetters,
            ShardWatch watch) {
        this.group = group;
        this.consumer = consumer;
        this.apply = apply;
        this.deadLetters = deadLetters;
        this.watch = watch;
    }

    @Override
    public void run(ApplicationArguments args) throws InterruptedException {
        try (var reading = consumer.get();
                var applying = apply.get()) {
            ReplayReport report =
                    new ReplayDeadLetters(group, reading, applying, deadLetters, watch).run();
            exitCode = report.exitCode();
            log.info(
                    "replayed: group={} applied={} dead_again={} shard_down={}",
                    group,
                    report.applied(),
                    report.deadAgain(),
                    report.shardDown());
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
