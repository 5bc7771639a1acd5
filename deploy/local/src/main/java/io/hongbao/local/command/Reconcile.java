package io.hongbao.local.command;

import io.hongbao.local.program.Project;
import io.hongbao.local.suite.LocalSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the reconcile job, as cron would, over the catalogues of this suite. */
final class Reconcile {

    private static final int COULD_NOT_RUN = 2;

    private final LocalSuite suite;

    Reconcile(LocalSuite suite) {
        this.suite = suite;
    }

    /** The job's exit code: 0 clean, 1 discrepancies, 2 could not run. */
    int run(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Project.program(suite.settings().project(), "reconcile-job").toString(),
                        "--sets=" + suite.setsFile(),
                        "--wallets=" + suite.walletsFile(),
                        "--bank=" + suite.bank(),
                        "--seed-key=" + suite.seedKey()));
        command.addAll(arguments);
        try {
            var builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("HONGBAO_READER_USER", suite.readerUser());
            builder.environment().put("HONGBAO_READER_PASSWORD", suite.readerPassword());
            builder.environment().put("HONGBAO_BANK_SECRET", suite.bankSecret());
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("the reconcile job did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return COULD_NOT_RUN;
        }
    }
}
