package io.hongbao.serving.fleet;

import io.hongbao.contracts.routing.Instance;
import io.hongbao.serving.ready.ReadyFilter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;

/** Asks over HTTP, on the port where the calls go: what answers there can be called there. */
final class HttpAskReady implements AskReady, AutoCloseable {

    private final HttpClient client;
    private final Duration atMost;

    HttpAskReady(Duration atMost) {
        this.atMost = atMost;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(atMost)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    @Override
    public ReadyAnswer ask(Instance instance) {
        var request =
                HttpRequest.newBuilder(URI.create(instance.url() + ReadyFilter.PATH))
                        .timeout(atMost)
                        .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status == ReadyFilter.READY ? ReadyAnswer.READY : ReadyAnswer.NOT_READY;
        } catch (HttpTimeoutException late) {
            return ReadyAnswer.SILENT;
        } catch (ConnectException refused) {
            return ReadyAnswer.REFUSED;
        } catch (IOException broken) {
            return ReadyAnswer.SILENT;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return ReadyAnswer.SILENT;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
