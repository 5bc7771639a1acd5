package io.hongbao.gateway;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes that no HTTP client would, and reads what comes back. */
final class RawHttp {

    private RawHttp() {}

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]+)");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The whole answer, to the end of the connection, however that ends. */
    static String send(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketException reset) {
                // A server that closes before it has read everything resets the connection.
                if (answer.size() == 0) {
                    throw reset;
                }
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** A connection that is kept, and may have several requests under way. */
    static final class Client implements AutoCloseable {

        private final Socket socket;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
            socket.setSoTimeout((int) PATIENCE.toMillis());
        }

        void write(String requests) throws IOException {
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Of the next answer, which is read to its end: one that tells its length. */
        int status() throws IOException {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    throw new EOFException("must be an answer: " + head);
                }
                head.append((char) next);
            }
            Matcher length = LENGTH.matcher(head);
            socket.getInputStream().skipNBytes(length.find() ? Long.parseLong(length.group(1)) : 0);
            return Integer.parseInt(head.substring(9, 12));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
