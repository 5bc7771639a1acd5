package io.hongbao.gateway;

import io.hongbao.contracts.id.OrderNumber;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.id.SetId;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.key.DayKeys;
import io.hongbao.contracts.key.KeyRing;
import io.hongbao.contracts.key.SecretKey;
import io.hongbao.contracts.routing.Instance;
import io.hongbao.contracts.routing.Owners;
import io.hongbao.contracts.routing.TablePlace;
import io.hongbao.contracts.ticket.Hop;
import io.hongbao.contracts.ticket.ServiceName;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.gateway.user.MintToken;
import io.hongbao.servers.FreePort;
import io.hongbao.testkit.api.PublicApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway on a free port with two packet services and two pay services behind it. */
final class RunningGateway implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final PublicApi API = PublicApi.ofThisRepository();
    private static final int INSTANCES = 2;
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final AtomicLong SEQUENCE = new AtomicLong(1);

    private static final String SETS =
            """
            sets:
              - {id: "000", url: "jdbc:mysql://127.0.0.1:1/hongbao", city: shenzhen, zone: a, weight: 100}
              - {id: "001", url: "jdbc:mysql://127.0.0.1:2/hongbao", city: shenzhen, zone: a, weight: 100}
            """;

    /** Limits that no machine exceeds, however slow. */
    private static final List<String> PATIENT =
            List.of(
                    "hongbao.calls.send.connect-max=1m",
                    "hongbao.gateway.calls.combined-budget=3m",
                    "hongbao.gateway.calls.combined-attempt=80s",
                    "hongbao.gateway.calls.packet-budget=3m",
                    "hongbao.gateway.calls.packet-attempt=80s",
                    "hongbao.gateway.calls.pay-budget=3m",
                    "hongbao.gateway.calls.pay-attempt=80s",
                    "hongbao.gateway.calls.record-budget=3m",
                    "hongbao.gateway.calls.record-attempt=80s",
                    "hongbao.gateway.stale.wallet-homes-per-second=1000000",
                    "hongbao.calls.combine.idle-after=10m",
                    // Tests are faster than people.
                    "hongbao.gateway.door.user-visits-per-second=1000000",
                    // So that a test decides itself when the gateway finds out.
                    "hongbao.fleet.probe-interval=1h",
                    "hongbao.fleet.probe-max=1m");

    final PacketLinks links = new Keys().links();
    final List<FakeService> packetServices;
    final List<FakeService> payServices;
    final HttpClient http = HttpClient.newHttpClient();
    final List<WebServer> webServers = new ArrayList<>();
    private final ConfigurableApplicationContext context;

    RunningGateway(Path directory, String... settings) {
        this(directory, "local", settings);
    }

    /** As it runs for real: with no profile, so that all secrets must be given. */
    static RunningGateway withoutProfile(Path directory, String... settings) {
        return new RunningGateway(directory, "", settings);
    }

    private RunningGateway(Path directory, String profiles, String[] settings) {
        packetServices = fakes(ServiceName.PACKET_SERVICE);
        payServices = fakes(ServiceName.PAY_SERVICE);
        context = start(directory, profiles, settings);
    }

    /** The keys of profile {@code local}. */
    record Keys() {

        Tickets tickets(ServiceName self) {
            return new Tickets(
                    self,
                    Map.of(
                            Hop.GATEWAY_PACKET,
                            ring("local-only-gateway-packet-ticket-key-of-a-laptop"),
                            Hop.GATEWAY_PAY,
                            ring("local-only-gateway-pay-ticket-key-of-a-laptop")));
        }

        private static KeyRing ring(String secret) {
            return new KeyRing("local", Map.of("local", SecretKey.of(secret)));
        }

        PacketLinks links() {
            return new PacketLinks(
                    new DayKeys(
                            Map.of(
                                    LocalDate.of(2026, 1, 1),
                                    SecretKey.of("local-only-link-key-of-a-laptop"))));
        }
    }

    private static List<FakeService> fakes(ServiceName service) {
        Tickets tickets = new Keys().tickets(service);
        return Stream.generate(() -> new FakeService(tickets)).limit(INSTANCES).toList();
    }

    private ConfigurableApplicationContext start(
            Path directory, String profiles, String[] settings) {
        var all = new ArrayList<>(PATIENT);
        all.add("spring.profiles.active=" + profiles);
        // As in production: the two have to be told apart by their settings.
        all.add("server.port=" + FreePort.next());
        all.add("management.server.port=" + FreePort.next());
        all.add("hongbao.sets.file=" + setFile(directory));
        fleet(all, "packet-service", packetServices);
        fleet(all, "pay-service", payServices);
        all.addAll(List.of(settings));
        // Of two values for one setting, the test's own counts.
        var values = new LinkedHashMap<String, String>();
        for (String setting : all) {
            values.put(setting.split("=", 2)[0], setting);
        }
        return new SpringApplicationBuilder(GatewayApplication.class)
                .listeners(
                        (ApplicationListener<WebServerInitializedEvent>)
                                started -> webServers.add(started.getWebServer()))
                .run(values.values().stream().map("--"::concat).toArray(String[]::new));
    }

    private static void fleet(List<String> all, String service, List<FakeService> fakes) {
        for (int i = 0; i < fakes.size(); i++) {
            var name = "hongbao.fleet." + service + "[" + i + "].";
            all.add(name + "url=" + fakes.get(i).instance().url());
            all.add(name + "zone=a");
        }
    }

    private static Path setFile(Path directory) {
        try {
            return Files.writeString(directory.resolve("sets.yaml"), SETS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    /** Ends it as an operator would; its services go on. */
    void stopGracefully() {
        context.close();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String tokenOf(long user) {
        return context.getBean(MintToken.class).mint(new UserId(user));
    }

    /** A packet that nobody has heard of yet, on SET 000, table 3. */
    OrderNumber newPacket() {
        return newPacket(0, 3);
    }

    OrderNumber newPacket(int set, int table) {
        return OrderNumber.of(DAY, SEQUENCE.getAndIncrement(), new SetId(set), table);
    }

    /** The fake that owns the packet's table. */
    FakeService ownerOf(OrderNumber packet) {
        return fake(packetServices, TablePlace.of(packet), 0);
    }

    /** The fake that takes over from the owner. */
    FakeService otherOf(OrderNumber packet) {
        return fake(packetServices, TablePlace.of(packet), 1);
    }

    FakeService walletOf(long user) {
        return fake(payServices, String.format(Locale.ROOT, "slot-%02d", user % 100), 0);
    }

    static FakeService fake(List<FakeService> fakes, TablePlace place, int rank) {
        return fake(fakes, Owners.ofTable(place, "a", instances(fakes), 2).get(rank));
    }

    static FakeService fake(List<FakeService> fakes, String place, int rank) {
        return fake(fakes, Owners.ranked(place, "a", instances(fakes)).get(rank));
    }

    private static List<Instance> instances(List<FakeService> fakes) {
        return fakes.stream().map(FakeService::instance).toList();
    }

    private static FakeService fake(List<FakeService> fakes, Instance chosen) {
        return fakes.stream()
                .filter(fake -> fake.instance().equals(chosen))
                .findFirst()
                .orElseThrow();
    }

    /** All fakes as they were at first. */
    void reset() {
        for (var fakes : List.of(packetServices, payServices)) {
            for (FakeService fake : fakes) {
                fake.becomeWell();
                fake.forget();
            }
        }
    }

    Call get(String target) {
        return call("GET", target);
    }

    Call post(String target) {
        return call("POST", target);
    }

    Call call(String method, String target) {
        return new Call(method, target);
    }

    Call open(OrderNumber packet, long user) {
        return post("/v1/packets/" + links.linkTo(packet) + "/open").as(user);
    }

    Call grab(OrderNumber packet, long user) {
        return post("/v1/packets/" + links.linkTo(packet) + "/grab").as(user);
    }

    /** A request that is being put together. */
    final class Call {

        private final String method;
        private final String target;
        private final Map<String, List<String>> headers = new HashMap<>();
        private String body = "";

        private Call(String method, String target) {
            this.method = method;
            this.target = target;
        }

        Call as(long user) {
            return header("Authorization", "Bearer " + tokenOf(user));
        }

        Call header(String name, String value) {
            headers.put(name, List.of(value));
            return this;
        }

        Call headerTwice(String name) {
            headers.put(name, List.of("a", "b"));
            return this;
        }

        Call json(String text) {
            body = text;
            return header("Content-Type", "application/json");
        }

        Got send() {
            try {
                var request =
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + target))
                                .method(method, BodyPublishers.ofString(body));
                headers.forEach(
                        (name, values) -> values.forEach(value -> request.header(name, value)));
                return checked(http.send(request.build(), BodyHandlers.ofString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** An answer, once it was held to the written API. */
    static Got checked(HttpResponse<String> answer) {
        API.check(answer);
        return new Got(answer);
    }

    /** An answer of the gateway. */
    record Got(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            return JSON.readTree(body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** {@code 409 packet_finished}; fails unless the answer is a problem of the right form. */
        String problem() {
            if (!header("Content-Type").startsWith("application/problem+json")) {
                throw new AssertionError("not a problem: " + response + " " + body());
            }
            JsonNode json = json();
            if (json.get("status").intValue() != status()
                    || json.get("title").stringValue().isEmpty()
                    || json.get("detail").stringValue().isEmpty()
                    || !json.get("type").stringValue().equals("about:blank")) {
                throw new AssertionError("not a right problem: " + body());
            }
            if ((status() == 503 || status() == 429) && header("Retry-After").isEmpty()) {
                throw new AssertionError("no Retry-After: " + response);
            }
            return status() + " " + json.get("code").stringValue();
        }
    }

    @Override
    public void close() {
        http.close();
        context.close();
        packetServices.forEach(FakeService::close);
        payServices.forEach(FakeService::close);
    }
}
