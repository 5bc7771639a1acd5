package io.hongbao.packet.schema;

import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schema of SET databases: made and brought up to date by whoever connects to a SET. */
public final class SetSchema {

    private static final Logger log = LoggerFactory.getLogger(SetSchema.class);
    private static final Map<String, String> LIMITS =
            Map.of("connectTimeout", "5000", "socketTimeout", "60000");

    private static final int LINES_TOLD = 2;

    private SetSchema() {}

    /**
     * Makes what is missing, and throws when the schema is behind what this build expects
     * afterwards: a migration that failed or cannot be done. A newer schema is fine, because
     * migrations only add: an instance of an older build runs on while others are upgraded.
     */
    public static void migrate(String url, String username, String password) throws SQLException {
        Flyway flyway =
                Flyway.configure()
                        .dataSource(url, username, password)
                        .jdbcProperties(LIMITS)
                        .locations("classpath:db/set")
                        .load();
        try {
            flyway.migrate();
            check(url, flyway.info());
        } catch (FlywayException failure) {
            throw behind(firstLines(failure), failure);
        }
    }

    private static void check(String url, MigrationInfoService schema) throws SQLException {
        for (MigrationInfo migration : schema.all()) {
            if (migration.getState().isFailed()) {
                throw behind("failed=" + migration.getVersion(), null);
            }
        }
        if (schema.pending().length > 0) {
            throw behind(
                    "missing="
                            + Arrays.stream(schema.pending())
                                    .map(MigrationInfo::getVersion)
                                    .toList(),
                    null);
        }
        boolean newer =
                Arrays.stream(schema.applied())
                        .anyMatch(applied -> !applied.getState().isResolved());
        if (newer) {
            log.info(
                    "schema is newer than this build: url={} version={}",
                    url,
                    schema.current().getVersion());
        }
    }

    private static SQLException behind(String reason, @Nullable Throwable cause) {
        return new SQLNonTransientException(
                "must have the schema of this build: " + reason, "08004", cause);
    }

    /** "Validate failed", and what. */
    private static String firstLines(FlywayException failure) {
        return String.valueOf(failure.getMessage())
                .strip()
                .lines()
                .limit(LINES_TOLD)
                .collect(Collectors.joining(": "));
    }
}
