package io.hongbao.local.command;

import io.hongbao.local.suite.SuitePorts;
import io.hongbao.local.suite.SuiteSettings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * What {@code up} was told, for the commands that follow: a service that is started again must not
 * get other settings than its neighbours.
 *
 * @param portOffset how far all ports are moved up
 */
record SavedSettings(Duration lifetime, Duration payBy, int portOffset) {

    private static final String LIFETIME = "lifetime";
    private static final String PAY_BY = "pay-by";
    private static final String PORT_OFFSET = "port-offset";

    /** Those of the last {@code up}, or the defaults. */
    static SavedSettings read(Path directory) {
        Path file = file(directory);
        var properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new SavedSettings(
                Duration.parse(properties.getProperty(LIFETIME, SuiteSettings.LIFETIME.toString())),
                Duration.parse(properties.getProperty(PAY_BY, SuiteSettings.PAY_BY.toString())),
                Integer.parseInt(properties.getProperty(PORT_OFFSET, "0")));
    }

    void write(Path directory) {
        var properties = new Properties();
        properties.setProperty(LIFETIME, lifetime.toString());
        properties.setProperty(PAY_BY, payBy.toString());
        properties.setProperty(PORT_OFFSET, Integer.toString(portOffset));
        try {
            Files.createDirectories(directory);
            try (Writer writer = Files.newBufferedWriter(file(directory))) {
                properties.store(writer, "What deploy/hongbao up was told.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SuiteSettings suite(Path project, Path directory) {
        return new SuiteSettings(
                project,
                directory,
                directory.resolve("servers"),
                SuitePorts.local(portOffset),
                lifetime,
                payBy,
                true,
                false,
                Map.of());
    }

    private static Path file(Path directory) {
        return directory.resolve("up.properties");
    }
}
