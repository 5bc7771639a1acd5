package io.hongbao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.testkit.cases.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2, over TLS and without it, as a client of the JDK speaks it. */
final class Http2Test {

    private static final long LI = 1001;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PASSWORD = "of-this-test";

    @TempDir private Path directory;

    @SuppressWarnings("NullAway.Init") // every test begins with start()
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private HttpClient http;

    @SuppressWarnings("NullAway.Init")
    private String url;

    private void start(String scheme) throws Exception {
        var client = HttpClient.newBuilder().version(Version.HTTP_2);
        String[] settings = {
            "server.http2.enabled=true",
            "hongbao.gateway.connection.body-max=500ms",
            "hongbao.gateway.door.user-calls-max=1",
            "server.ssl.enabled=" + scheme.equals("https"),
            "server.ssl.key-store=" + directory.resolve("keys.p12"),
            "server.ssl.key-store-password=" + PASSWORD
        };
        if (scheme.equals("https")) {
            client.sslContext(trusting(makeKeys(directory.resolve("keys.p12"))));
        }
        gateway = new RunningGateway(directory, settings);
        http = client.build();
        url = scheme + "://127.0.0.1:" + gateway.port();
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        gateway.close();
    }

    private static Path makeKeys(Path file) throws IOException, InterruptedException {
        var keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=gateway",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD)
                        .inheritIO()
                        .start();
        assertThat(keytool.waitFor()).isZero();
        return file;
    }

    private static SSLContext trusting(Path file) throws Exception {
        var own = KeyStore.getInstance("PKCS12");
        try (var keys = Files.newInputStream(file)) {
            own.load(keys, PASSWORD.toCharArray());
        }
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("gateway", own.getCertificate(own.aliases().nextElement()));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private HttpRequest post(String path, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + gateway.tokenOf(LI))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k")
                .POST(body)
                .build();
    }

    private String send(String path, String body) throws Exception {
        HttpResponse<String> answer =
                http.send(post(path, BodyPublishers.ofString(body)), BodyHandlers.ofString());
        return answer.version() + " " + RunningGateway.checked(answer).status();
    }

    /** Without TLS the first call of a connection asks for HTTP/2 in its headers. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void a_wrap_and_an_open_pass_and_so_does_a_call_that_is_streamed(String scheme)
            throws Exception {
        start(scheme);
        String open = "/v1/packets/" + gateway.links.linkTo(gateway.newPacket()) + "/open";

        assertThat(send("/v1/packets", "{\"kind\":\"LUCKY\"}")).endsWith(" 201");

        assertThat(send("/v1/packets", "{\"kind\":\"LUCKY\"}")).isEqualTo("HTTP_2 201");
        assertThat(send(open, "")).isEqualTo("HTTP_2 200");
        assertThat(send("/v1/me/wallet/topups", "{}")).isEqualTo("HTTP_2 200");
    }

    /** A body of which one byte comes. */
    private record EndlessBody() implements BodyPublisher {

        @Override
        public long contentLength() {
            return 9;
        }

        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(
                    new Subscription() {

                        private boolean began;

                        @Override
                        public void request(long count) {
                            if (!began) {
                                began = true;
                                subscriber.onNext(ByteBuffer.wrap(new byte[] {'{'}));
                            }
                        }

                        @Override
                        public void cancel() {
                            // Nothing more would have come.
                        }
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void a_stream_whose_body_never_ends_is_ended_and_holds_no_place(String scheme)
            throws Exception {
        start(scheme);
        assertThat(send("/v1/me/wallet/topups", "{}")).endsWith(" 200");

        var slow =
                http.sendAsync(
                        post("/v1/me/wallet/topups", new EndlessBody()), BodyHandlers.ofString());

        Eventually.isTrue("reset", PATIENCE, slow::isCompletedExceptionally);
        Eventually.isTrue(
                "the only place is free",
                PATIENCE,
                () -> send("/v1/me/wallet/topups", "{}").equals("HTTP_2 200"));
    }
}
