package io.hongbao.local.suite;

import io.hongbao.local.program.Project;
import io.hongbao.servers.ServerCache;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to run, and where.
 *
 * @param project the checkout that holds the built programs
 * @param directory everything that is written goes below it
 * @param cache where the database server is unpacked
 * @param lifetime how long a packet can be opened
 * @param payBy how long a packet can be paid
 * @param outlivesUs whether the suite stays up when this JVM ends
 * @param recorded whether services record what they need while they run, for {@link
 *     LocalSuite#keepRecorded}
 * @param arguments more settings for services, by service: {@code --name=value}
 */
public record SuiteSettings(
        Path project,
        Path directory,
        Path cache,
        SuitePorts ports,
        Duration lifetime,
        Duration payBy,
        boolean outlivesUs,
        boolean recorded,
        Map<String, List<String>> arguments) {

    public static final Duration LIFETIME = Duration.ofHours(24);
    public static final Duration PAY_BY = Duration.ofMinutes(15);

    public SuiteSettings {
        project = project.toAbsolutePath().normalize();
        directory = directory.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
        arguments = Map.copyOf(arguments);
    }

    /** For a test: free ports, and an end with this JVM. */
    public static SuiteSettings forTest(Path directory) {
        return new SuiteSettings(
                Project.find(),
                directory,
                ServerCache.ofThisUser().path(),
                SuitePorts.free(),
                LIFETIME,
                PAY_BY,
                false,
                false,
                Map.of());
    }

    public SuiteSettings lifetimes(Duration givenLifetime, Duration givenPayBy) {
        return new SuiteSettings(
                project,
                directory,
                cache,
                ports,
                givenLifetime,
                givenPayBy,
                outlivesUs,
                recorded,
                arguments);
    }

    public SuiteSettings ports(SuitePorts given) {
        return new SuiteSettings(
                project, directory, cache, given, lifetime, payBy, outlivesUs, recorded, arguments);
    }

    public SuiteSettings arguments(Map<String, List<String>> given) {
        return new SuiteSettings(
                project, directory, cache, ports, lifetime, payBy, outlivesUs, recorded, given);
    }
}
