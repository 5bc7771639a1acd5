package io.hongbao.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongbao.catalogue.SetCatalogue;
import io.hongbao.catalogue.SetEntry;
import io.hongbao.catalogue.WalletCatalogue;
import io.hongbao.catalogue.WalletShard;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.SetId;
import io.hongbao.local.part.Part;
import io.hongbao.local.part.ProgramPart;
import io.hongbao.local.program.StartException;
import io.hongbao.testkit.cases.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSuiteTest {

    @TempDir Path directory;

    @Test
    void a_database_that_was_killed_comes_back_with_its_data() throws SQLException {
        try (var suite = LocalSuite.of(SuiteSettings.forTest(directory))) {
            suite.start("set-000");
            execute(suite, "create table page (id int primary key)");
            execute(suite, "insert into page (id) values (7)");

            suite.kill("set-000");
            assertThat(suite.part("set-000").ready()).isFalse();
            suite.start("set-000");

            assertThat(number(suite, "select id from page")).isEqualTo(7);
        }
    }

    @Test
    void a_hung_database_is_not_ready_until_it_goes_on() {
        try (var suite = LocalSuite.of(SuiteSettings.forTest(directory))) {
            suite.start("wallet-1");

            suite.hang("wallet-1");
            assertThat(suite.part("wallet-1").ready()).isFalse();
            suite.resume("wallet-1");

            awaitReady(suite, "wallet-1");
        }
    }

    @Test
    void the_bank_is_a_process_that_can_be_killed() {
        try (var suite = LocalSuite.of(SuiteSettings.forTest(directory))) {
            suite.start("bank-a");
            awaitReady(suite, "bank-a");

            suite.kill("bank-a");
            assertThat(suite.part("bank-a").ready()).isFalse();
            suite.start("bank-a");

            awaitReady(suite, "bank-a");
        }
    }

    @Test
    void the_broker_has_every_topic() throws InterruptedException, ExecutionException {
        try (var suite = LocalSuite.of(SuiteSettings.forTest(directory))) {
            suite.start("kafka");

            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", suite.kafka().bootstrapServers()))) {
                assertThat(admin.listTopics().names().get())
                        .contains(
                                Topics.PAYMENTS,
                                Topics.PACKETS,
                                "hongbao.packets.balance-credits.dead");
            }
        }
    }

    @Test
    void the_broker_keeps_dead_letters_for_good() throws InterruptedException, ExecutionException {
        try (var suite = LocalSuite.of(SuiteSettings.forTest(directory))) {
            suite.start("kafka");

            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", suite.kafka().bootstrapServers()))) {
                List<ConfigResource> dead =
                        admin.listTopics().names().get().stream()
                                .filter(name -> name.endsWith(Topics.DEAD_SUFFIX))
                                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                                .toList();
                assertThat(dead).hasSameSizeAs(Topics.GROUPS);
                assertThat(admin.describeConfigs(dead).all().get().values())
                        .allMatch(topic -> topic.get("retention.ms").value().equals("-1"));
            }
        }
    }

    @Test
    void a_taken_port_is_named_with_who_needs_it_and_who_has_it() throws IOException {
        var settings = SuiteSettings.forTest(directory);
        int port = settings.ports().gateway().http();
        try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var suite = LocalSuite.of(settings)) {
            assertThat(other.isBound()).isTrue();

            assertThatThrownBy(() -> suite.start(SuiteProgress.SILENT))
                    .isInstanceOf(StartException.class)
                    .hasMessage(
                            "port "
                                    + port
                                    + ", which gateway needs, is taken by process "
                                    + ProcessHandle.current().pid()
                                    + " (java)");
            assertThat(suite.parts()).allMatch(part -> part.running().isEmpty());
        }
    }

    @Test
    void a_suite_that_another_launcher_started_can_be_stopped() {
        SuiteSettings settings = outliving();
        LocalSuite.of(settings).start("bank-a");
        LocalSuite.of(settings).start("set-001");

        var found = LocalSuite.of(settings);
        assertThat(found.part("bank-a").running()).isPresent();
        found.stop(SuiteProgress.SILENT);

        assertThat(LocalSuite.of(settings).parts()).allMatch(part -> part.running().isEmpty());
    }

    @Test
    void a_failed_start_stops_what_it_started_and_nothing_else() throws IOException {
        // A file where the data should be: this one cannot start, its neighbours can.
        Files.createDirectories(directory.resolve("data/wallet-1"));
        Files.writeString(directory.resolve("data/wallet-1/data"), "in the way");
        try (var suite = LocalSuite.of(SuiteSettings.forTest(directory))) {
            suite.start("bank-a");

            assertThatThrownBy(() -> suite.start(SuiteProgress.SILENT))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("wallet-1 did not start");
            suite.stopStarted(SuiteProgress.SILENT);

            assertThat(suite.parts().stream().filter(part -> part.running().isPresent()))
                    .extracting(Part::name)
                    .containsExactly("bank-a");
        }
    }

    @Test
    void a_suite_that_is_not_built_says_so_before_anything_starts() {
        var suite = LocalSuite.of(outliving());

        assertThatThrownBy(() -> suite.start(SuiteProgress.SILENT))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("must be one built program: packet-service")
                .hasMessageContaining("mvn package");
        assertThat(suite.parts()).allMatch(part -> part.running().isEmpty());
    }

    @Test
    void a_service_that_ends_while_it_starts_says_why() {
        var part =
                new ProgramPart(
                        "short-lived",
                        directory,
                        false,
                        List.of(),
                        () ->
                                new ProgramPart.Command(
                                        List.of("bash", "-c", "echo no such database; exit 3"),
                                        Map.of()),
                        () -> false,
                        Duration.ofSeconds(30));

        assertThatThrownBy(part::start)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("short-lived ended while it started")
                .hasMessageContaining("no such database");
    }

    @Test
    void the_catalogues_are_those_that_services_read() {
        var settings = SuiteSettings.forTest(directory);
        var suite = LocalSuite.of(settings);
        suite.start("bank-a");
        suite.kill("bank-a");

        assertThat(SetCatalogue.read(suite.setsFile()).sets())
                .extracting(set -> set.id().toString() + " " + set.url())
                .hasSize(2)
                .anyMatch(set -> set.contains(":" + settings.ports().sets().getFirst() + "/"));
        assertThat(WalletCatalogue.read(suite.walletsFile()).shards())
                .extracting(shard -> shard.slotFrom() + "-" + shard.slotTo())
                .containsExactly("0-49", "50-99");
        assertThat(SetCatalogue.read(suite.setsFile()).sets()).allMatch(SetEntry::isNew);
        assertThat(WalletCatalogue.read(suite.walletsFile()).shards()).allMatch(WalletShard::isNew);
    }

    /** What is lost must not be taken for what is new. */
    @Test
    void a_server_that_has_data_is_not_called_new() throws IOException {
        var settings = SuiteSettings.forTest(directory);
        Files.createDirectories(directory.resolve("data/set-001/data"));
        Files.createDirectories(directory.resolve("data/wallet-0/data"));

        var suite = LocalSuite.of(settings);
        suite.start("bank-a");
        suite.kill("bank-a");

        assertThat(SetCatalogue.read(suite.setsFile()).sets())
                .extracting(SetEntry::isNew)
                .containsExactly(true, false);
        assertThat(WalletCatalogue.read(suite.walletsFile()).shards())
                .extracting(WalletShard::isNew)
                .containsExactly(false, true);
    }

    @Test
    void an_unknown_name_is_answered_with_the_names_there_are() {
        assertThatThrownBy(() -> LocalSuite.of(SuiteSettings.forTest(directory)).kill("set-007"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set-007")
                .hasMessageContaining(
                        "set-000, set-001, wallet-0, wallet-1, kafka, bank-a, bank-b");
    }

    @Test
    void an_added_set_is_there_for_the_next_launcher_until_it_is_removed() {
        SuiteSettings settings = SuiteSettings.forTest(directory);
        var id = new SetId(2);
        try (var suite = LocalSuite.of(settings)) {
            suite.start("bank-a");
            suite.sets().add(id, 7);
            awaitReady(suite, "set-002");

            assertThat(LocalSuite.of(settings).part("set-002").ports())
                    .isEqualTo(suite.part("set-002").ports());
            assertThatThrownBy(() -> suite.sets().remove(id))
                    .hasMessage("SET 002 has weight 7; first: deploy/hongbao set drain 002");
            suite.sets().weigh(id, 0);
            suite.sets().remove(id);
            suite.sets().stop(id);

            assertThat(suite.sets().all()).hasSize(2);
            assertThat(LocalSuite.of(settings).parts())
                    .extracting(Part::name)
                    .doesNotContain("set-002");
        }
    }

    @Test
    void a_set_with_open_packets_or_waiting_events_is_not_removed() throws SQLException {
        try (var suite = LocalSuite.of(SuiteSettings.forTest(directory))) {
            suite.start("set-000");
            for (int table = 0; table < 10; table++) {
                execute(suite, "create table send_order_" + table + " (due_at datetime)");
            }
            execute(suite, "create table outbox (id int)");
            execute(suite, "insert into send_order_0 values (null), (utc_timestamp())");
            execute(suite, "insert into send_order_9 values (utc_timestamp()), (null)");
            execute(suite, "insert into outbox values (1)");
            suite.sets().weigh(new SetId(0), 0);

            assertThatThrownBy(() -> suite.sets().remove(new SetId(0)))
                    .isInstanceOf(StartException.class)
                    .hasMessageStartingWith("SET 000 has 3 packets that may still be");
            suite.kill("set-000");
            assertThatThrownBy(() -> suite.sets().remove(new SetId(0)))
                    .isInstanceOf(StartException.class)
                    .hasMessageStartingWith("SET 000 cannot be asked");
            assertThat(suite.sets().all()).hasSize(2);
        }
    }

    @Test
    void a_mistake_in_the_catalogue_does_not_keep_anybody_from_stopping_what_runs()
            throws IOException {
        SuiteSettings settings = outliving();
        LocalSuite.of(settings).start("set-001");
        Files.writeString(directory.resolve("sets.yaml"), "sets: 7");

        LocalSuite.of(settings).stop(SuiteProgress.SILENT);

        assertThat(LocalSuite.of(settings).part("set-001").running()).isEmpty();
    }

    /** One look has a second for the answer, which a busy machine may not have. */
    private static void awaitReady(LocalSuite suite, String part) {
        Eventually.isTrue(
                part + " is ready", Duration.ofSeconds(90), () -> suite.part(part).ready());
    }

    private SuiteSettings outliving() {
        var test = SuiteSettings.forTest(directory);
        return new SuiteSettings(
                directory,
                directory,
                test.cache(),
                test.ports(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                true,
                false,
                Map.of());
    }

    private static void execute(LocalSuite suite, String sql) throws SQLException {
        try (Connection connection = connect(suite);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(LocalSuite suite, String query) throws SQLException {
        try (Connection connection = connect(suite);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private static Connection connect(LocalSuite suite) throws SQLException {
        return DriverManager.getConnection(
                suite.database("set-000").url("hongbao_set"), "hongbao", "local-only-hongbao");
    }
}
