package io.hongbao.local.part;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Asks whether something answers. */
public final class PartProbe {

    static final Duration LIMIT = Duration.ofSeconds(1);

    private PartProbe() {}

    /** Whether the address answers with success; {@code authorization} may be empty. */
    public static boolean succeeds(URI address, String authorization) {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(Math.toIntExact(LIMIT.toMillis()));
            connection.setReadTimeout(Math.toIntExact(LIMIT.toMillis()));
            if (!authorization.isEmpty()) {
                connection.setRequestProperty("Authorization", authorization);
            }
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notReady) {
            return false;
        }
    }
}
